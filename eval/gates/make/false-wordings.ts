import type { Rewording } from './rewording.ts';
import { pick, replaceOne, upperFirst } from './text.ts';

/* One word or phrase of a claim is turned into its opposite, or into one of another strength. */

type Swap = readonly [RegExp, readonly string[]];

function swapping(swaps: readonly Swap[]): Rewording {
  return (claim, random) => {
    const [pattern, others] =
      pick(
        swaps.filter(([word]) => word.test(claim)),
        random,
      ) ?? [];
    if (pattern === undefined || others === undefined) return null;
    const changed = replaceOne(claim, pattern, random, () => pick(others, random) ?? null);
    return changed === null
      ? null
      : upperFirst(changed.replace(/ {2,}/g, ' ').replace(/ ([.,])/g, '$1'));
  };
}

const BOUND = swapping([
  [/\bat least\b/i, ['at most', 'no more than', 'up to']],
  [/\ba minimum of\b/i, ['a maximum of', 'at most']],
  [
    /\bat most\b|\bup to(?= (?:\d|EUR|€|two|three|four|five|six|ten|one))/i,
    ['at least', 'more than'],
  ],
  [/\ba maximum of\b/i, ['a minimum of', 'at least']],
  [/\b(?:no|not) more than\b/i, ['no less than', 'more than']],
  [/\b(?:no|not) (?:less|fewer) than\b/i, ['no more than', 'less than']],
  [/\b(?:no|not) later than\b/i, ['no earlier than', 'later than']],
  [/\bnot exceed\b/i, ['exceed', 'not fall below']],
  [
    /\bwithin(?= (?:a |\d|two|three|four|five|six|seven|ten|twelve))/i,
    ['not before', 'only after'],
  ],
  [/\b(?:highest|greatest)\b/i, ['lowest', 'smallest']],
  [/\bmaximum(?! of)\b/i, ['minimum']],
  [/\bminimum(?! of)\b/i, ['maximum']],
]);

const COMPARISON = swapping([
  [/(?<!no |not )\bmore than\b/i, ['less than', 'fewer than']],
  [/(?<!no |not )\b(?:less|fewer) than\b/i, ['more than']],
  [/(?<!\bthe day )\bbefore\b/i, ['after']],
  [/\bafter\b(?! all)/i, ['before']],
  [/\blonger\b(?<!no longer)/i, ['shorter']],
  [/\bshorter\b/i, ['longer']],
  [/\bhigher\b/i, ['lower']],
  [/\blower\b/i, ['higher']],
  [/\blarger\b|\bbigger\b/i, ['smaller']],
  [/\bsmaller\b/i, ['larger']],
  [/\bearlier\b/i, ['later']],
  [/(?<!no |not )\blater\b/i, ['earlier']],
  [/\babove\b(?= \d| -)/i, ['below']],
  [/\bbelow\b(?= \d| -)/i, ['above']],
  [/\bover\b(?= \d)/i, ['under']],
  [/\bunder\b(?= \d)/i, ['over']],
  [/\bincrease\b/i, ['decrease']],
  [/\breduced\b/i, ['increased']],
  [/\braised?\b/i, ['lowered']],
  [/\bfirst\b/i, ['last']],
  [/\blast\b(?! to)/i, ['first']],
  [/\bbeginning\b/i, ['end']],
]);

const AUXILIARY =
  '\\b(?:is|are|was|were|must|may|can|will|shall|should|(?:has|have)(?= \\w+e[dn]\\b))(?= \\p{Ll})';
/** "not" comes in after the first of them, unless something is denied already. */
const ADD_NOT: Rewording = (claim, random) => {
  if (/\b(?:not|no|never|nobody|none|nothing|cannot|neither|only)\b|n't\b/i.test(claim))
    return null;
  return replaceOne(
    claim,
    new RegExp(`${AUXILIARY}(?! (?:to|a lot|not)\\b)`, 'u'),
    random,
    ([word]) => (word === 'can' ? 'cannot' : random() < 0.15 ? `${word} no longer` : `${word} not`),
  );
};

const DROP_NOT = swapping([
  [/\bcannot\b/, ['can']],
  [/\bcan't\b/, ['can']],
  [/(?<!\b(?:ca|wo))n't\b/, ['']],
  [
    / not(?= (?:be|allowed|able|permitted|apply|count|need|have|send|give|charge|cover|require|pay|include|use|make|take|keep|refund\w*|return\w*|valid|part|affected|binding|open|sold|lent|shown|been|give\w*|go|become|end|run|work|exceed|depart|rely|let|ask|sign|enter|disclose|sell))/,
    [''],
  ],
  [/\bno longer\b/, ['still']],
  [/\bnever\b/i, ['always']],
  [/\bNobody\b/, ['Everybody']],
  [/\bNone\b/, ['All']],
  [/\bNo (?=[a-z])/, ['Every ']],
  [/(?<=\b(?:is|are|there is|has|have|at|with|of|for) )no (?=[a-z])/, ['a ']],
  [/(?<!\bor )\bwithout\b/i, ['with']],
  [/\bis free\b/, ['is not free']],
  [/\bfree of charge\b|\bfor free\b|\bat no cost\b/, ['for a fee']],
]);

const NEGATION: Rewording = (claim, random) =>
  random() < 0.6
    ? (DROP_NOT(claim, random) ?? ADD_NOT(claim, random))
    : (ADD_NOT(claim, random) ?? DROP_NOT(claim, random));

/** "May keep no more than five" says what "must keep no more than five" says. */
const LIMITED = '| (?:\\w+ ){1,2}(?:only|no more|not more|at most|a maximum|up to)\\b';

const MODALITY = swapping([
  [/\bmust\b(?! not|n['’])/, ['may', 'should', 'can']],
  [/\bshall(?! not)\b/i, ['may', 'should']],
  [/\b(?:has|have) to\b/i, ['may', 'can', 'should']],
  [/\b(?:is|are) required to\b/i, ['may', 'can']],
  [new RegExp(`\\bmay\\b(?! not${LIMITED})`), ['must', 'always will', 'should']],
  [/\b(?:is|are) allowed to(?<!not allowed to)\b/i, ['must', 'is required to']],
  [new RegExp(`\\bcan\\b(?! not|['’]${LIMITED})`), ['must', 'should']],
  [/\bshould\b(?!n['’])/, ['must', 'need not']],
  [/\b(?:must|shall) not\b|\bis not allowed to\b/i, ['need not', 'should not']],
  [/\busually\b|\bnormally\b|\bgenerally\b/i, ['always', 'without exception']],
  [/\bneed not\b|\bdoes not have to\b/i, ['must not', 'cannot']],
]);

const EXCEPTION_CLAUSE =
  /,? (?:unless|except|other than|apart from|only if|but not)\b[^,;.]*(?=[,;.])/i;
const EXCEPTION: Rewording = (claim, random) => {
  const inverted = swapping([
    [/\bunless\b/i, ['if', 'even if', 'only if']],
    [
      /\bexcept\b(?! (?:where|that|if|in|as))|\bapart from\b|\bother than\b/i,
      ['including', 'above all'],
    ],
    [/\bonly if\b/i, ['even if', 'unless']],
    [/\bif(?<!(?:only|even|as) if)\b/, ['unless', 'whether or not']],
    [/\bprovided that\b|(?<!\bfor )\bas long as\b/i, ['unless', 'whether or not']],
    [/\bonly\b(?! if)/, ['not only', 'also']],
  ]);
  const dropped = claim.replace(EXCEPTION_CLAUSE, '');
  if (dropped !== claim && random() < 0.4) return dropped;
  return inverted(claim, random);
};

/** A limit, a comparison, a denial, a duty or an exception says something else. */
export const FALSE_WORDINGS = {
  bound: BOUND,
  comparison: COMPARISON,
  negation: NEGATION,
  modality: MODALITY,
  exception: EXCEPTION,
} as const;
