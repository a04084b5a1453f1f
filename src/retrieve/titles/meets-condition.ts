import { meetsFilter } from '../../core/filter.ts';
import type { FieldTest, Title, TitleCondition } from './types.ts';

/** Whether a title meets a condition: one of its tests, or none of them when it excludes. */
export function meetsCondition(title: Title, condition: TitleCondition): boolean {
  return condition.anyOf.some((test) => passes(title, test)) !== condition.exclude;
}

/** Whether a field is as it must be. A field that is not stated passes null alone. */
export function passes({ metadata }: Title, { field, is }: FieldTest): boolean {
  const stated = Object.hasOwn(metadata, field) && metadata[field] !== null;
  return is === null ? !stated : stated && meetsFilter(metadata, { [field]: is });
}
