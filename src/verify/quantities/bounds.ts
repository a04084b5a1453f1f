import type { Bound, Token } from './types.ts';

/*
 * "At least", "no more than", "within", "or more": which way a number bounds. Equal wordings come to one
 * bound; "more than" differs from "at least", which holds the number itself.
 */

const up = (strict: boolean | null, deadline = false): Bound => ({
  direction: 'up',
  strict,
  deadline,
  turned: false,
});
const down = (strict: boolean | null, deadline = false): Bound => ({
  direction: 'down',
  strict,
  deadline,
  turned: false,
});

/** Comparatives by the way they bound, with "than" behind them. */
const GREATER =
  /^(?:more|longer|greater|larger|higher|older|bigger|heavier|further|farther|thicker|wider|taller|faster|worse|steeper|deeper|stronger|hotter|warmer)$/;
const SMALLER =
  /^(?:less|fewer|shorter|smaller|lower|younger|lighter|thinner|narrower|cheaper|slower|better|shallower|weaker|colder|cooler)$/;
/** The longest first within each ending. */
const BEFORE: readonly (readonly [string, Bound])[] = [
  ['at least', up(false)],
  ['at the least', up(false)],
  ['minimum', up(false)],
  ['minimum of', up(false)],
  ['minimum is', up(false)],
  ['min', up(false)],
  ['from', up(null, true)],
  ['since', up(null, true)],
  ['starting at', up(false)],
  ['start at', up(false)],
  ['starts at', up(false)],
  ['begins at', up(false)],
  ['beginning at', up(false)],
  ['as little as', up(false)],
  ['as few as', up(false)],
  ['as low as', up(false)],
  ['in excess of', up(true)],
  ['exceed', up(true)],
  ['exceeds', up(true)],
  ['exceeded', up(true)],
  ['exceeding', up(true)],
  ['over', up(null)],
  ['above', up(null)],
  ['beyond', up(null)],
  ['past', up(null)],
  ['after', up(null, true)],
  ['later than', up(true, true)],
  ['sooner than', down(true, true)],
  ['earlier than', down(true, true)],
  ['at most', down(false)],
  ['at the most', down(false)],
  ['up to', down(false, true)],
  ['maximum', down(false)],
  ['maximum of', down(false)],
  ['maximum is', down(false)],
  ['max', down(false)],
  ['limited to', down(false)],
  ['capped at', down(false)],
  ['cap of', down(false)],
  ['limit of', down(false)],
  ['limit is', down(false)],
  ['ceiling of', down(false)],
  ['ends at', down(false)],
  ['tops out at', down(false)],
  ['as many as', down(false)],
  ['as much as', down(false)],
  ['as long as', down(false)],
  ['as late as', down(false, true)],
  ['within', down(null)],
  ['inside', down(null)],
  ['under', down(null)],
  ['below', down(null)],
  ['short of', down(true)],
  ['before', down(null, true)],
  ['until', down(null, true)],
  ['till', down(null, true)],
  ['through', down(null, true)],
  ['<', down(true)],
  ['≤', down(false)],
  ['>', up(true)],
  ['≥', up(false)],
];
const BEFORE_PHRASES = new Map(BEFORE);
const BEHIND = new Map<string, Bound>([
  ['at least', up(false)],
  ['minimum', up(false)],
  ['min', up(false)],
  ['upwards', up(false)],
  ['at the earliest', up(false, true)],
  ['plus', up(false)],
  ['at most', down(false)],
  ['maximum', down(false)],
  ['max', down(false)],
  ['at the latest', down(false, true)],
]);
const OR_MORE =
  /^(?:more|longer|over|above|older|greater|higher|larger|later|thicker|wider|heavier|further|upwards|beyond|up|onwards)$/;
const OR_LESS =
  /^(?:less|fewer|shorter|under|below|younger|smaller|lower|earlier|sooner|lighter|thinner|down)$/;

/** May stand between a bound and its number. */
const BETWEEN = new Set(
  'a an the of further additional full whole calendar total period sum fee about exactly € $ £ ¥ us eur usd gbp chf ( , age aged'.split(
    ' ',
  ),
);
const NEGATIONS = /^(?:not|no|never|cannot|nobody|none|nothing|neither|nor|without)$|n['’]t$/;
const CLAUSE_MARK =
  /^(?:[.;:,!?()]|while|when|if|because|unless|that|who|which|where|once|whose|although|but)$/;
const NEGATION_REACH = 8;

/** The bound that stands before a number, null when there is none. A denied "more than" is "at most". */
export function boundBefore(tokens: readonly Token[], at: number): Bound | null {
  let last = at - 1;
  while (last >= 0 && at - last < 5 && BETWEEN.has(tokens[last]?.text ?? '')) {
    const found = phraseEndingAt(tokens, last);
    if (found !== null) return found;
    last--;
  }
  return phraseEndingAt(tokens, last) ?? boundOfNoun(tokens, at);
}

const LIMITS = new Map<string, Bound>([
  ['minimum', up(false)],
  ['min', up(false)],
  ['lowest', up(false)],
  ['smallest', up(false)],
  ['cheapest', up(false)],
  ['shortest', up(false)],
  ['youngest', up(false)],
  ['least', up(false)],
  ['maximum', down(false)],
  ['max', down(false)],
  ['highest', down(false)],
  ['largest', down(false)],
  ['longest', down(false)],
  ['oldest', down(false)],
  ['most', down(false)],
  ['to', down(false)],
]);
/** Between a limit and its number: "a minimum balance of", "the maximum age is", "max_load_kg": */
const LEADS_TO_NUMBER = /^(?:of|is|are|was|were|be|being|at|:|=)$/;
const LIMIT_REACH = 8;

/** "The minimum age is 16", "up to a price of 600 EUR": the bound stands before a noun that the number is of. */
function boundOfNoun(tokens: readonly Token[], at: number): Bound | null {
  let last = at - 1;
  while (/^[€$£¥"']$/.test(tokens[last]?.text ?? '')) last--;
  if (!LEADS_TO_NUMBER.test(tokens[last]?.text ?? '') || tokens[at]?.startsLine === true)
    return null;
  let nouns = 0;
  for (let first = last - 1; first >= 0 && at - first <= LIMIT_REACH; first--) {
    const { text = '', kind, startsLine = false } = tokens[first] ?? {};
    const bound = LIMITS.get(text);
    if (bound !== undefined && (text !== 'to' || tokens[first - 1]?.text === 'up')) return bound;
    if (kind === 'number' || CLAUSE_MARK.test(text) || startsLine) return null;
    if (kind === 'word' && !BETWEEN.has(text) && ++nouns > 3) return null;
  }
  return null;
}

function phraseEndingAt(tokens: readonly Token[], last: number): Bound | null {
  for (const length of [3, 2, 1]) {
    const first = last - length + 1;
    if (first < 0) continue;
    const words = tokens.slice(first, last + 1).map(({ text }) => text);
    const bound = BEFORE_PHRASES.get(words.join(' ')) ?? comparison(words);
    if (bound === null) continue;
    if (!isTurned(tokens, first, bound)) return bound;
    return { ...turned(bound), turned: !NEGATIONS.test(tokens[first - 1]?.text ?? '') };
  }
  return null;
}

function comparison([word = '', than, more]: readonly string[]): Bound | null {
  if (than !== 'than' || more !== undefined) return null;
  if (GREATER.test(word)) return up(true);
  return SMALLER.test(word) ? down(true) : null;
}

/** The bound behind a number and its unit, "or more" and the like; `to` is the index behind it. */
export function boundBehind(tokens: readonly Token[], at: number): Bound | null {
  const [first, second, third] = [0, 1, 2].map((i) => tokens[at + i]?.text ?? '');
  if (first === '+' && tokens[at]?.spaced === false) return up(false);
  if (first === 'or' || first === 'and') {
    if (OR_MORE.test(second ?? '')) return up(first === 'and' ? null : false);
    return OR_LESS.test(second ?? '') ? down(first === 'and' ? null : false) : null;
  }
  return (
    BEHIND.get(`${first} ${second} ${third}`) ??
    BEHIND.get(`${first} ${second}`) ??
    BEHIND.get(first ?? '') ??
    null
  );
}

/** Whether the comparison is denied in its own clause: "may not store more than", "no rider over". */
function isTurned(tokens: readonly Token[], first: number, bound: Bound): boolean {
  if (bound.strict === false || bound === BEFORE_PHRASES.get('within')) return false;
  for (let at = first - 1; at >= 0 && first - at <= NEGATION_REACH; at--) {
    const { text = '', startsLine = false } = tokens[at] ?? {};
    if (CLAUSE_MARK.test(text)) return false;
    if (NEGATIONS.test(text)) return true;
    if (startsLine) return false;
  }
  return false;
}

function turned({ direction, strict, deadline }: Bound): Bound {
  return {
    direction: direction === 'up' ? 'down' : 'up',
    strict: strict === null ? null : !strict,
    deadline,
    turned: false,
  };
}

/**
 * Whether a claim may bound a number as `said` where its quote bounds it as `held`. One of them bare is a
 * matter of words. "More than" holds "at least", not the other way round.
 * @param opposed whether one of them is denied: "under 300 m are not listed" says "at least 300 m are"
 */
export function boundsAgree(said: Bound | null, held: Bound | null, opposed: boolean): boolean {
  if (said === null || held === null) return true;
  // How far a denial reaches is uncertain: either way may be meant.
  if (said.turned && !held.turned && boundsAgree(turned(said), held, opposed)) return true;
  if (held.turned && !said.turned && boundsAgree(said, turned(held), opposed)) return true;
  if (said.direction === held.direction) return said.strict !== true || held.strict !== false;
  if (said.strict === null || held.strict === null) return opposed;
  return said.strict !== held.strict && opposed;
}
