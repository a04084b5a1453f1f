export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const MONTH = MONTHS.join('|');
/** "1 March 2026" or "1 March". */
export const DAY_MONTH = new RegExp(`\\b(\\d{1,2}) (${MONTH})(?: (\\d{4}))?\\b`, 'g');
export const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;

export interface CalendarDate {
  readonly day: number;
  /** As it is called. */
  readonly month: string;
  /** null = not said. */
  readonly year: number | null;
}

/** How people write a day: "March 1, 2026", "1st March 2026", "1 Mar 2026", "2026-03-01", "01.03.2026". */
export const DATE_FORMS: readonly ((date: CalendarDate) => string)[] = [
  ({ day, month, year }) => `${month} ${day}${year === null ? '' : `, ${year}`}`,
  ({ day, month, year }) => `${ordinal(day)} ${month}${year === null ? '' : ` ${year}`}`,
  ({ day, month, year }) => `${day} ${month.slice(0, 3)}${year === null ? '' : ` ${year}`}`,
  ({ day, month, year }) => `${month} ${ordinal(day)}${year === null ? '' : `, ${year}`}`,
  ({ day, month, year }) =>
    year === null
      ? `the ${ordinal(day)} of ${month}`
      : `${year}-${twoDigits(MONTHS.indexOf(month) + 1)}-${twoDigits(day)}`,
];

export function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** "28 November 2026" of an ISO date. */
export function longDate(iso: string): string {
  return iso.replace(ISO_DATE, (_, year: string, month: string, day: string) => {
    return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
  });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
