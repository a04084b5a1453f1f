/** Applies to the first match only, so that a claim differs from its sentence at one place. */
export function replaceFirst(
  text: string,
  pattern: RegExp,
  replacement: string | ((...match: string[]) => string),
): string | null {
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  if (!once.test(text)) return null;
  return text.replace(once, replacement as string);
}

/** At a place drawn among all matches. */
export function replaceOne(
  text: string,
  pattern: RegExp,
  random: () => number,
  replacement: (match: RegExpExecArray) => string | null,
): string | null {
  const matches = [
    ...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)),
  ];
  const match = pick(matches, random);
  const put = match === undefined ? null : replacement(match);
  if (match === undefined || put === null) return null;
  return text.slice(0, match.index) + put + text.slice(match.index + match[0].length);
}

export function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** In an order drawn by `random` (Fisher and Yates). */
export function shuffle<T>(rows: readonly T[], random: () => number): T[] {
  const shuffled = [...rows];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const SMALL_WORDS =
  /^(?:The|A|An|You|Your|We|Our|They|If|When|In|On|At|For|Each|Every|All|No|Any|After|Before|Once|With|Within|From|Where|Everything|Everybody|Nobody|Anybody|Somebody|Until|While|By|To|Unless|Subject|Most|Some|Many|Several|One|Two|Three|Four|Five|Members|Refunds|Prices|Claims|Customers|As|Of|Between|During|Under|Only|Not|Without|Orders|Payments|Subscribers|Employees|Fees|Personal|Neither|Downloads|Tickets|Titles|Films|Children|Helmets|Batteries|Bikes|Subtitles|Invoices|Notice|Goods)\b/;

/** "A Year in the Signal Box" begins a title. */
const TITLE = /^(?:An?|Two|Three|Four|Five) \p{Lu}/u;

/** The sentence as the rest of a longer one; null where its first word may be a name. */
export function lowerFirst(text: string): string | null {
  if (TITLE.test(text)) return null;
  return SMALL_WORDS.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : null;
}
