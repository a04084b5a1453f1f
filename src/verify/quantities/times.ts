import { plainNumber, wordsAt } from './tokens.ts';
import type { TimeOfDay, Token } from './types.ts';

const HALF_DAY = 12 * 60;
const ZONES = new Set(
  'utc gmt cet cest bst est edt cst cdt mst mdt pst pdt ist jst aest'.split(' '),
);
const QUARTERS = new Map([
  ['half', 30],
  ['quarter', 15],
]);

interface Clock {
  readonly to: number;
  readonly hour: number;
  readonly minute: number;
}

/** A time of day that begins at a token: 14:30, 2.30 pm, 9am, half past two, noon; null when there is none. */
export function readTime(tokens: readonly Token[], at: number): TimeOfDay | null {
  const word = tokens[at]?.text;
  if (word === 'noon' || word === 'midday') return timeOf(at, at + 1, [HALF_DAY], null);
  if (word === 'midnight') return timeOf(at, at + 1, [0, 2 * HALF_DAY], null);
  const spoken = readSpoken(tokens, at);
  if (spoken !== null) return spoken;
  const clock = readClock(tokens, at) ?? readHour(tokens, at);
  if (clock === null || clock.hour > 24 || clock.minute > 59) return null;
  const half = readHalf(tokens, clock.to);
  const minutes = clock.hour * 60 + clock.minute;
  const zoneAt = half?.to ?? clock.to;
  const zone = ZONES.has(tokens[zoneAt]?.text ?? '') ? (tokens[zoneAt]?.text ?? null) : null;
  const to = zone === null ? zoneAt : zoneAt + 1;
  if (half !== null) {
    return timeOf(at, to, [(minutes % HALF_DAY) + (half.afternoon ? HALF_DAY : 0)], zone);
  }
  if (clock.minute === 0 && clock.to === at + 1) return null;
  // "2:30" is said of the afternoon too, "02:30" is not.
  const open = clock.hour >= 1 && clock.hour <= 12 && !tokens[at]?.text.startsWith('0');
  return timeOf(at, to, open ? [minutes, (minutes + HALF_DAY) % (2 * HALF_DAY)] : [minutes], zone);
}

/** 14:30 and 14:30:00; 2.30 only with "pm" or "h" behind it. */
function readClock(tokens: readonly Token[], at: number): Clock | null {
  const hour = plainNumber(tokens[at]);
  const dotted = /^(\d{1,2})\.(\d{2})$/.exec(tokens[at]?.text ?? '');
  if (dotted && readHalf(tokens, at + 1) !== null) {
    return { to: at + 1, hour: Number(dotted[1]), minute: Number(dotted[2]) };
  }
  if (hour === null || !isJoined(tokens, at + 1, ':')) return null;
  const minute = tokens[at + 2];
  if (minute?.kind !== 'number' || minute.spaced || !/^\d{2}$/.test(minute.text)) return null;
  const seconds = tokens[at + 4];
  const whole = isJoined(tokens, at + 3, ':') && /^\d{2}(?:\.\d+)?$/.test(seconds?.text ?? '');
  return { to: at + (whole ? 5 : 3), hour, minute: Number(minute.text) };
}

/** "9" of "9 am"; "o'clock" is a half that says nothing. */
function readHour(tokens: readonly Token[], at: number): Clock | null {
  const hour = plainNumber(tokens[at]);
  if (hour === null || hour > 24) return null;
  if (wordsAt(tokens, at + 1, "o'clock") || wordsAt(tokens, at + 1, 'o’clock')) {
    return { to: at + 2, hour, minute: 0 };
  }
  return readHalf(tokens, at + 1) === null ? null : { to: at + 1, hour, minute: 0 };
}

function readHalf(tokens: readonly Token[], at: number): { to: number; afternoon: boolean } | null {
  const word = tokens[at]?.text ?? '';
  if (word === 'am' || word === 'pm') return { to: at + 1, afternoon: word === 'pm' };
  const dotted = (word === 'a' || word === 'p') && wordsAt(tokens, at + 1, '.', 'm');
  return dotted && !tokens[at + 1]?.spaced
    ? { to: at + (wordsAt(tokens, at + 3, '.') ? 4 : 3), afternoon: word === 'p' }
    : null;
}

/** "Half past two", "quarter to three", "ten past four". */
function readSpoken(tokens: readonly Token[], at: number): TimeOfDay | null {
  const minutes = QUARTERS.get(tokens[at]?.text ?? '') ?? plainNumber(tokens[at]);
  const side = tokens[at + 1]?.text;
  const hour = tokens[at + 2]?.text === 'one' ? 1 : plainNumber(tokens[at + 2]);
  if (minutes === null || hour === null || hour < 1 || hour > 12) return null;
  if (side !== 'past' && !(side === 'to' && tokens[at]?.text === 'quarter')) return null;
  const past = (hour * 60 + (side === 'past' ? minutes : -minutes)) % HALF_DAY;
  const half = readHalf(tokens, at + 3);
  if (half === null) return timeOf(at, at + 3, [past, past + HALF_DAY], null);
  return timeOf(at, half.to, [past + (half.afternoon ? HALF_DAY : 0)], null);
}

function isJoined(tokens: readonly Token[], at: number, mark: string): boolean {
  return tokens[at]?.text === mark && tokens[at]?.spaced === false;
}

function timeOf(from: number, to: number, minutes: number[], zone: string | null): TimeOfDay {
  return { kind: 'time', from, to, minutes, zone };
}
