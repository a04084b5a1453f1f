import { wordsAt } from './tokens.ts';
import type { Cutoff, DateParts, DateQuantity, Token } from './types.ts';

/*
 * The day that a date bounds: "before July", "by 30 June" and "until the end of June" name one day.
 */

const WORDS: Readonly<Record<string, Cutoff>> = {
  by: { direction: 'down', exclusive: false },
  until: { direction: 'down', exclusive: false },
  till: { direction: 'down', exclusive: false },
  to: { direction: 'down', exclusive: false },
  through: { direction: 'down', exclusive: false },
  before: { direction: 'down', exclusive: true },
  from: { direction: 'up', exclusive: false },
  since: { direction: 'up', exclusive: false },
  starting: { direction: 'up', exclusive: false },
  after: { direction: 'up', exclusive: true },
  ends: { direction: 'down', exclusive: false },
  ended: { direction: 'down', exclusive: false },
  expires: { direction: 'down', exclusive: false },
  expired: { direction: 'down', exclusive: false },
  starts: { direction: 'up', exclusive: false },
  started: { direction: 'up', exclusive: false },
  begins: { direction: 'up', exclusive: false },
  began: { direction: 'up', exclusive: false },
};
const DENIED = /^(?:no|not)$/;
const MS_PER_DAY = 86_400_000;

/** What the word before a date makes of it; null for a date that bounds nothing. */
export function cutoffBefore(tokens: readonly Token[], at: number): Cutoff | null {
  let last = at - 1;
  while (/^(?:the|on|end|start|beginning|middle|of)$/.test(tokens[last]?.text ?? '')) last--;
  if (wordsAt(tokens, last - 1, 'prior', 'to')) return WORDS['before'] ?? null;
  const than = /^(?:later|sooner|earlier)$/.exec(tokens[last - 1]?.text ?? '')?.[0];
  if (tokens[last]?.text === 'than' && than !== undefined) {
    const direction = than === 'later' ? 'up' : 'down';
    const denied = DENIED.test(tokens[last - 2]?.text ?? '');
    return { direction: denied === (direction === 'up') ? 'down' : 'up', exclusive: !denied };
  }
  return WORDS[tokens[last]?.text ?? ''] ?? null;
}

/**
 * Whether two dates bound the same day from the same side, or next days from either side where one is denied:
 * "it ends on 31 March" says "from April on there is none".
 */
export function sameCutoff(said: DateQuantity, held: DateQuantity, opposed: boolean): boolean {
  const [one, other] = [said.cutoff, held.cutoff];
  if (one === null || other === null) return false;
  if (one.direction !== other.direction && !opposed) return false;
  return said.readings.some((a) =>
    held.readings.some((b) => {
      if (a.year !== undefined && a.year !== b.year) return false;
      const year = b.year ?? 2001;
      const [limit, ours] = [dayOf({ ...b, year }, other), dayOf({ ...a, year }, one)];
      if (limit === null || ours === null) return false;
      if (one.direction === other.direction) return ours === limit;
      return one.direction === 'up' ? ours === limit + 1 : ours === limit - 1;
    }),
  );
}

/** Days since 1970 of the last day that is within (or the first). */
function dayOf(parts: DateParts, { direction, exclusive }: Cutoff): number | null {
  const { edge } = parts;
  const period = periodOf(parts);
  if (period === null) return null;
  const [first, last] = period;
  // "Before the end of June" leaves none of its days out.
  if (direction === 'down') return exclusive && edge !== 'end' ? first - 1 : last;
  return exclusive ? last + 1 : first;
}

function periodOf({ year, month, day, quarter, edge }: DateParts): [number, number] | null {
  if (year === undefined) return null;
  const from = month ?? (quarter === undefined ? 1 : 3 * quarter - 2);
  const to = month ?? (quarter === undefined ? 12 : 3 * quarter);
  const first = Date.UTC(year, from - 1, day ?? 1) / MS_PER_DAY;
  const last = day === undefined ? Date.UTC(year, to, 0) / MS_PER_DAY : first;
  if (edge === 'middle') return null;
  return [edge === 'end' ? last : first, edge === 'start' ? first : last];
}

/** Whether a day of the month lies at an edge of it. */
export function isAtEdge(
  edge: DateParts['edge'],
  { year = 2001, month = 1, day = 0 }: DateParts,
): boolean {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (edge === 'start') return day === 1;
  return edge === 'end' ? day >= length - (month === 2 ? 1 : 0) : day >= 11 && day <= 20;
}
