import { fold } from '../../core/analyse.ts';
import type { Clause } from './types.ts';
import { nearest } from './modality.ts';

/*
 * Exceptions and conditions: a claim must not say "in any case" where its quotes say "if", leave "unless" out,
 * or narrow down with an "only" of its own.
 */

/** What says that nothing else matters. */
const UNCONDITIONAL =
  /\b(?:even (?:if|when|though|with|without|for|in|on|at|after|before)|regardless|irrespective|(?:with|whether|if) or (?:without|not)|no matter|without (?:any )?(?:exceptions?|conditions?|limits?|restrictions?)|in (?:all|any|every) cases?|under (?:all|any) circumstances|any number|as often as|everywhere|anywhere|whatever|whichever)\b|, (?:(?!(?:is|are|was|were|be) )\p{L}+ )+included\b/u;
/** What says that something holds for all or at all times, and what a quote may say it with. */
const UNIVERSAL =
  /\b(?:always|at (?:any|all) times?|any ?time|any(?:one|body)|every(?:one|body|where)|all year)\b/u;
const GENERAL =
  /\b(?:any\p{L}*|every\p{L}*|always|never|all|each|no|none|nobody|nothing|what(?:so)?ever|wh(?:ich|o|en)ever|whole|full\p{L}*|throughout|both|daily|regardless|round the clock)\b/u;
const CONDITIONAL =
  /\b(?:only|except\p{L}*|unless|if|provided|when|but not|as long as|alone|other than|apart from|on condition)\b/u;
/** What a quote may say the same with. */
const UNLIMITED =
  /\b(?:even|regardless|irrespective|(?:with|whether|if) or (?:without|not)|no matter|any|all|every|always|without|independent(?:ly)?|unlimited|what\p{L}*|which\p{L}*|whenever|however|wherever|also|as (?:often|many|much|long) as|against|everybody|throughout)\b/u;
const EXCEPTION =
  /\b(?:except|excepting|excluding|unless|other than|apart from|aside from|with the exception|but not|save for|all but)\b/u;
/** What may say the same as an exception. */
const LIMITED =
  /\b(?:except\p{L}*|exclu\p{L}+|unless|other than|apart from|aside from|besides|but|save|if|when|only|alone|just|not|n't|no|none|never|nothing|nobody|without|until|otherwise|provided|however|although|though|while|whereas|limited|instead|rather)\b/u;
const EVEN = /\b(?:even|regardless|(?:with|whether|if) or (?:without|not)|no matter|whatever)\b/;
const ONLY =
  /\b(?:only(?! (?:[\d$€£]|half\b|about\b))|solely|exclusively|nobody but|no one but|none but|nothing but)\b/u;
const NARROWED =
  /\b(?:only|solely|exclusiv\p{L}*|alone|just|sole|except\p{L}*|unless|limited|restricted|reserved|must|need\p{L}*|requires?|required|ha(?:s|ve) to|not|no|n't|never|nobody|nothing|none|without|until|if|one|single|provided|condition|before|other|but|once|at most|up to|maximum|nur)\b/u;

export function exceptionsSupported(
  claim: string,
  quotes: readonly string[],
  said: readonly Clause[],
  held: readonly Clause[],
): boolean {
  const text = fold(claim);
  const source = fold(quotes.join('\n'));
  const added = (cue: RegExp): boolean => {
    const found = cue.exec(text);
    return found !== null && !source.includes(found[0]);
  };
  const limits = CONDITIONAL.test(source) && !GENERAL.test(source);
  if (limits && UNIVERSAL.test(text) && !CONDITIONAL.test(text)) return false;
  const excepts = EXCEPTION.test(source) && !EVEN.test(source) && !EXCEPTION.test(text);
  if (added(UNCONDITIONAL) && (!UNLIMITED.test(source) || excepts)) return false;
  if (added(EXCEPTION) && (!LIMITED.test(source) || EVEN.test(source))) return false;
  if (added(ONLY) && !NARROWED.test(source)) return false;
  return (
    !inventsException(said, held) &&
    !widens(said, held) &&
    !dropsException(text, said, held) &&
    !turnsCondition(said, held) &&
    !turnsCondition(held, said)
  );
}

/** Least share of an exception of the claim that the quotes hold. */
const HELD = 0.5;

/** Whether a claim excepts what its quotes do not speak of. */
function inventsException(said: readonly Clause[], held: readonly Clause[]): boolean {
  const known = new Set(held.flatMap(({ words }) => [...words.keys()]));
  return said.some((clause) => {
    const excepts = clause.denials.some(({ exceptive }) => exceptive);
    const weight = [...clause.words.values()].reduce((sum, one) => sum + one, 0);
    return excepts && weight >= 1 && shareOf(clause, known) < HELD;
  });
}

/** Whether a claim says "also" where its quotes say "only". */
function widens(said: readonly Clause[], held: readonly Clause[]): boolean {
  return said.some(
    (clause) =>
      clause.widened && !clause.narrowed && nearest(clause, held).some(({ narrowed }) => narrowed),
  );
}

/** Share of what an exception hangs on that a claim must repeat to be taken to speak of it. */
const SPOKEN_OF = 0.5;

/** Whether a claim says the whole of what its quotes except something from, and tells of no limit. */
function dropsException(claim: string, said: readonly Clause[], held: readonly Clause[]): boolean {
  if (LIMITED.test(claim)) return false;
  const spoken = new Set(said.flatMap(({ words }) => [...words.keys()]));
  return held.some((clause, index) => {
    if (clause.words.size === 0 || !clause.denials.some(({ exceptive }) => exceptive)) {
      return false;
    }
    // Who speaks of what is excepted says whether it is denied.
    if (shareOf(clause, spoken) >= SPOKEN_OF) return false;
    const whole = held[index - 1] ?? held[index + 1];
    return whole !== undefined && shareOf(whole, spoken) >= SPOKEN_OF;
  });
}

/** Whether one text says "if" where the other says "unless", though both deny as often besides. */
function turnsCondition(one: readonly Clause[], other: readonly Clause[]): boolean {
  const excepted = new Set(
    other.flatMap(({ denials }) =>
      denials.flatMap(({ exceptive, focus }) => (exceptive ? focus : [])),
    ),
  );
  const excepts = one.some(({ denials }) => denials.some(({ exceptive }) => exceptive));
  if (excepted.size === 0 || excepts || plainDenials(one) !== plainDenials(other)) return false;
  return one.some(
    ({ kind, denials, words }) =>
      kind === 'condition' &&
      denials.length === 0 &&
      [...words.keys()].some((concept) => excepted.has(concept)),
  );
}

/** Share of a clause's weight that is among these concepts, 0 to 1. */
export function shareOf({ words }: Clause, spoken: ReadonlySet<string>): number {
  let shared = 0;
  let total = 0;
  for (const [concept, weight] of words) {
    total += weight;
    if (spoken.has(concept)) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

function plainDenials(clauses: readonly Clause[]): number {
  const ofTheCase = clauses.filter(({ hedges }) => !hedges.has('otherwise'));
  return ofTheCase.flatMap(({ denials }) => denials.filter(({ exceptive }) => !exceptive)).length;
}
