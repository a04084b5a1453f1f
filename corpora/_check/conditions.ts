import { FootnoteError } from '../../src/core/errors.ts';
import { checkFilter, meetsFilter } from '../../src/core/filter.ts';
import { TitleSchema, type Condition, type Fields, type Title } from './catalogue-schema.ts';

/** The conditions of which one must be met. */
export function alternativesOf(condition: Condition): Fields[] {
  return isAlternatives(condition) ? condition.anyOf : [condition];
}

function isAlternatives(condition: Condition): condition is { anyOf: Fields[] } {
  return 'anyOf' in condition && Array.isArray(condition.anyOf);
}

/** Whether a title meets a condition. */
export function satisfies(title: Title, condition: Condition): boolean {
  return alternativesOf(condition).some((fields) =>
    Object.entries(fields).every(([field, wanted]) => {
      if (!isAbsent(wanted)) return meetsFilter(title, { [field]: wanted });
      const value: unknown = title[field as keyof Title];
      return value === null || value === undefined;
    }),
  );
}

function isAbsent(wanted: Fields[string]): wanted is { absent: true } {
  return typeof wanted === 'object' && 'absent' in wanted;
}

const FIELDS = Object.keys(TitleSchema.properties);

/** Conditions are on fields of a title and of a form that filters have. */
export function problemsOfFields(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([field, wanted]) => {
    if (!FIELDS.includes(field)) return [`the catalogue has no field ${field}`];
    if (isAbsent(wanted)) return [];
    try {
      checkFilter({ [field]: wanted });
      return [];
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error;
      return [`no condition on ${field}: ${JSON.stringify(wanted)}`];
    }
  });
}
