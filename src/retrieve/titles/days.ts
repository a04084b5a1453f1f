/* Days as YYYY-MM-DD, in UTC. */

const DAY_MS = 86_400_000;

/** Day of a month, from 1; of more days than it has it is one of the next month. */
export function dayOf(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}

export function monthEnd(year: number, month: number): string {
  return dayOf(year, month + 1, 0);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}
