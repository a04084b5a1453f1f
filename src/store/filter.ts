import { FootnoteError } from '../core/errors.ts';
import type { Filter, FilterCondition, Metadata, MetadataScalar } from '../core/model.ts';

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

/** @throws INVALID_FILTER for a condition that is empty or names no known operator */
export function checkFilter(filter: Filter): void {
  for (const [field, condition] of Object.entries(filter)) {
    if (typeof condition !== 'object') continue;
    const operators = Object.keys(condition);
    const known = ['in', 'gte', 'gt', 'lte', 'lt'];
    if (operators.length === 0 || operators.some((operator) => !known.includes(operator))) {
      throw new FootnoteError('INVALID_FILTER', { field });
    }
  }
}
