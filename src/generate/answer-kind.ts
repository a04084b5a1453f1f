import { fold } from '../core/analyse.ts';

/*
 * What kind of thing a question asks for, and whether a sentence has one to give: "how long" wants a
 * length of time, "who" a name that the question does not already say.
 */

export type AnswerKind =
  'name' | 'time' | 'duration' | 'money' | 'quantity' | 'place' | 'reason' | 'steps' | 'list';

// The first pattern that fits decides, so the narrow ones stand before the wide ones.
const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'duration',
    /\bhow (?:long|soon|quickly|fast|often)\b|\bhow many (?:days|weeks|months|years|hours|minutes)\b/,
  ],
  [
    'money',
    /\bhow much (?:does|do|did|is|are|was|will|would|money)\b|\b(?:price|cost|costs|fee|charge|charged|expensive)\b/,
  ],
  [
    'quantity',
    /\bhow (?:many|much|far|heavy|big|large|tall|high|old|fast|wide|deep)\b|\b(?:percentage|number of|what (?:is|was) the (?:maximum|minimum|limit|population|size|weight|speed))\b/,
  ],
  [
    'time',
    /\bwhen\b|\b(?:what|which|in what) (?:year|date|day|month|century|decade|time)\b|\bsince when\b/,
  ],
  [
    'name',
    /\b(?:who|whom|whose)\b|\b(?:what|which) (?:is|was|were|are) the (?:name|names)\b|\bnamed?\b|\bcalled\b/,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which|in what|in which) (?:city|country|state|place|region|town|address)\b/,
  ],
  ['reason', /\bwhy\b|\b(?:what|for what) (?:caused?|reasons?)\b/],
  [
    'list',
    /\bhow (?:can|do|could|would|will) (?:i|we|you|one) (?:tell|know|notice|recogni[sz]e|see)\b|\b(?:are|is) there (?:any )?(?:cases?|exceptions?|conditions?|situations?|reasons?|ways?)\b|\bwhat (?:(?:do|should|must) (?:i|we|you) (?:have to |need to )?(?:bring|pack|check|include|watch|look|pay attention)|(?:does|do|is|are) .*\b(?:include|included|cover|covered|contain|allowed|forbidden)\b|are (?:the|all|some|my|your) (?:\w+ )*\w+s\b|kinds?|sorts?|types?|all)\b|\bwhich (?:\w+ )?\w{3,}s\b/,
  ],
  [
    'steps',
    /\bhow (?:do|can|should|to|would) (?:i|we|you|one|someone)?\b|\bwhat (?:do|should|must|can) (?:i|we|you) (?:(?:have|need) to )?do\b/,
  ],
];

/** The kind of answer a question wants; null when its words do not say. */
export function answerKindOf(question: string): AnswerKind | null {
  const folded = fold(askingPart(question));
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** The sentences with a question mark, where there are any: people tell their story before they ask. */
function askingPart(question: string): string {
  const asking = question.match(/[^.?!]+\?/g);
  return asking === null ? question : asking.join(' ');
}

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december';
const NUMBER_WORDS =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|billion|half|dozen|once|twice';
const NUMBER = new RegExp(`\\d|\\b(?:${NUMBER_WORDS})\\b`, 'i');
const TIME = new RegExp(
  `\\b\\d{3,4}\\b|\\b(?:${MONTHS})\\b|\\bcentur(?:y|ies)\\b|\\b\\d{4}s\\b|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b|\\b\\d{1,2}(?::\\d{2}|\\s?[ap]\\.?m\\b)`,
  'i',
);
const DURATION = new RegExp(
  `(?:\\d|\\b(?:${NUMBER_WORDS}|few|several|a|an)\\b)[\\s-]*(?:(?:working|business|calendar|full)[\\s-]+)?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|months?|years?|decades?)\\b|\\b(?:immediately|daily|weekly|monthly|yearly|annually|at once)\\b`,
  'i',
);
const MONEY =
  /[$€£¥]\s?\d|\d\s?(?:€|£|eur\b|usd\b|dollars?\b|euros?\b|pounds?\b|cents?\b|percent\b|%)|\bfree\b|\bno (?:charge|cost|fee)\b/i;
const PLACE =
  /\b(?:in|at|near|from|to|on|between|under|behind|inside|through)\s+(?:the\s+)?[\p{Lu}]|\b(?:in|at|on|under|behind|inside|next to|beside|below|above)\s+(?:the|your|a)\b/u;
const REASON =
  /\b(?:because|since|due to|as a result|so that|in order to|caused?|reasons?|therefore|thus|owing to|to (?:avoid|prevent|protect|keep))\b/i;
const STEPS =
  /^\s*(?:\d+[.)]\s)?(?:open|go|tap|click|press|choose|select|hold|turn|remove|check|enter|sign|unplug|switch|charge|call|write|send|use|set|put|take|pull|push|scan|log|download|ask|contact|tell|book|clean|wait|plug|lift|fit|add|type)\b|\byou can\b|\bin the app\b/i;

/** "swell, hiss, smell sweet, or become hot" */
const ENUMERATION = /,[^,]+,.*\b(?:or|and)\b/;

/** Whether a sentence holds something of the kind that the question does not say itself. */
export function holdsAnswer(kind: AnswerKind, sentence: string, question: string): boolean {
  switch (kind) {
    case 'name':
      return newNames(sentence, question);
    case 'time':
      // "When will I have it?" is answered by a date as well as by "within 30 days".
      return TIME.test(sentence) || DURATION.test(sentence);
    case 'duration':
      return DURATION.test(sentence);
    case 'money':
      return MONEY.test(sentence);
    case 'quantity':
      return NUMBER.test(sentence);
    case 'place':
      return PLACE.test(sentence);
    case 'reason':
      return REASON.test(sentence);
    case 'steps':
      return STEPS.test(sentence);
    case 'list':
      return ENUMERATION.test(sentence);
  }
}

/** A capitalised word inside the sentence that the question does not hold. */
function newNames(sentence: string, question: string): boolean {
  const asked = fold(question);
  const names = sentence.matchAll(/(?<=\S\s+["“'(]?)\p{Lu}[\p{L}\p{N}'’-]+/gu);
  return [...names].some(([name]) => !asked.includes(fold(name)));
}
