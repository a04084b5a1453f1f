import { isDeepStrictEqual } from 'node:util';
import { ABSENT, outcomesOf, settle, type Expected, type ExpectedDocument } from './expected.ts';
import type { Observed } from './observed.ts';

/** Where a kill met what was in flight. */
export type Hit =
  'nothing in flight' | 'not committed' | 'committed in part' | 'committed, not told';

interface Comparison {
  readonly findings: readonly string[];
  readonly hit: Hit;
}

/**
 * Holds what is there against what was done. What was in flight may be there or not, each document wholly,
 * and an atomic scan as a whole; what is found is taken for what happened.
 */
export function compare(expected: Expected, observed: Observed, recovered: boolean): Comparison {
  const { open, requested } = expected;
  const findings: string[] = [];
  const outcomes = open === null ? new Map<string, ExpectedDocument>() : outcomesOf(expected, open);
  const happened: boolean[] = [];
  for (const id of new Set([
    ...expected.documents.keys(),
    ...observed.documents.keys(),
    ...outcomes.keys(),
  ])) {
    const found = observed.documents.get(id) ?? ABSENT;
    const before = expected.documents.get(id) ?? ABSENT;
    const after = outcomes.get(id);
    if (after !== undefined && isDeepStrictEqual(found, after)) {
      happened.push(true);
      settle(expected, id, after);
    } else if (isDeepStrictEqual(found, before)) {
      if (after !== undefined) happened.push(false);
    } else {
      findings.push(
        `${id} is ${told(found)}, not ${told(before)}${after ? ` nor ${told(after)}` : ''}`,
      );
    }
  }
  const all = happened.every(Boolean);
  const some = happened.some(Boolean);
  if (open?.type === 'scan' && open.atomic && some && !all) {
    findings.push(
      `an atomic scan is there in part: ${happened.filter(Boolean).length} of ${happened.length}`,
    );
  }
  if (recovered && requested && !all) findings.push('an erasure that was asked for is not made');
  if (observed.seq < expected.seq) findings.push(`seq is ${observed.seq}, and was ${expected.seq}`);
  expected.seq = observed.seq;
  for (const id of expected.answers) {
    if (!observed.answers.has(id)) findings.push(`answer ${id} is not there`);
  }
  return { findings, hit: hitOf(open !== null && happened.length > 0, some, all) };
}

function hitOf(inFlight: boolean, some: boolean, all: boolean): Hit {
  if (!inFlight) return 'nothing in flight';
  if (!some) return 'not committed';
  return all ? 'committed, not told' : 'committed in part';
}

function told({ revisions, current }: ExpectedDocument): string {
  const last = revisions.at(-1)?.slice(0, 8) ?? 'none';
  return `${revisions.length} revisions, the last ${last}, ${current ? 'current' : 'not current'}`;
}
