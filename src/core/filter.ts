import { FootnoteError } from './errors.ts';
import type { Filter, FilterCondition, Metadata, MetadataScalar } from './model.ts';

/**
 * Whether metadata meets every condition of a filter. A list meets a condition when one of its members
 * does; a missing field or null meets none. Strings compare as strings (ISO dates so compare by time)
 * and are equal whatever their case; numbers compare with numbers only.
 */
export function meetsFilter(metadata: Metadata, filter: Filter): boolean {
  return Object.entries(filter).every(([field, condition]) => {
    const value = Object.hasOwn(metadata, field) ? metadata[field] : null;
    if (value === null || value === undefined) return false;
    const members: readonly MetadataScalar[] = Array.isArray(value) ? value : [value];
    return members.some((member) => meetsCondition(member, condition));
  });
}

function meetsCondition(value: MetadataScalar, condition: FilterCondition): boolean {
  if (typeof condition !== 'object') return equals(value, condition);
  if ('in' in condition) return condition.in.some((wanted) => equals(value, wanted));
  const { gte, gt, lte, lt } = condition;
  return (
    (gte === undefined || comparison(value, gte, (order) => order >= 0)) &&
    (gt === undefined || comparison(value, gt, (order) => order > 0)) &&
    (lte === undefined || comparison(value, lte, (order) => order <= 0)) &&
    (lt === undefined || comparison(value, lt, (order) => order < 0))
  );
}

function equals(a: MetadataScalar, b: MetadataScalar): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return a === b;
}

function comparison(
  value: MetadataScalar,
  bound: string | number,
  holds: (order: number) => boolean,
): boolean {
  if (typeof value === 'number' && typeof bound === 'number') return holds(value - bound);
  if (typeof value === 'string' && typeof bound === 'string') {
    return holds(value < bound ? -1 : value > bound ? 1 : 0);
  }
  return false;
}

const BOUNDS = ['gte', 'gt', 'lte', 'lt'];

/** @throws INVALID_FILTER for a condition that is not of a form that `meetsFilter` knows */
export function checkFilter(filter: Filter): void {
  for (const [field, condition] of Object.entries(filter)) {
    if (!isCondition(condition)) throw new FootnoteError('INVALID_FILTER', { field });
  }
}

// Filters come from callers that types do not bind.
function isCondition(condition: unknown): boolean {
  if (isScalar(condition)) return true;
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return false;
  const operators = Object.entries(condition) as [string, unknown][];
  const [first] = operators;
  if (first === undefined) return false;
  if (first[0] === 'in') {
    return operators.length === 1 && Array.isArray(first[1]) && first[1].every(isScalar);
  }
  return operators.every(([operator, bound]) => {
    return BOUNDS.includes(operator) && isScalar(bound) && typeof bound !== 'boolean';
  });
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean';
}
