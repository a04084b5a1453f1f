import { ANYTHING, TITLES } from './title-words.ts';

/*
 * Whether a question asks for titles to watch, and not for something that is written of one ("Who directed
 * it?"). Told by its words alone, so that other questions need not look at the catalogue.
 */

const WATCH = '(?:watch(?! out\\b)|see|put on|stream|show (?!me\\b|us\\b)|start|enjoy|catch|binge)';
const MOVING =
  '(?:leav\\w+|los(?:e|ing)|expir\\w*|disappear\\w*|going away|go away|last chance|gone soon|running out|newly added|just added|new arrivals?|arriv\\w+|added|coming (?:in|to|up|soon|next)|go before|before (?:it|they) (?:go(?:es)?|leaves?|is|are|disappears?))';
const WISH =
  "(?:any|some|other|more|which|what(?:'s|s)?|list|find|give|show|looking for|mood for|fancy|feel like|need|want|wants|love|like|after|got|have|prefer|up for|hoping for|searching for)";
const RESEMBLES =
  "(?:like|similar|along the lines|in (?:the vein|the style|the spirit|that line|that vein)|reminds?|for (?:my|the|our|a|an|me|us)|short|shorter|long|by|with|starring|in|about|set|from|on|else|that's|which is)";

const words = (source: string): RegExp => new RegExp(`\\b${source}\\b`);

/** The second of each pair comes after the first. Apart, so that no long text makes them go back and forth. */
const ASKING: readonly (readonly [RegExp, RegExp])[] = [
  [words('(?:recommend|suggest)\\w*'), words(`(?:${ANYTHING}|${WATCH})`)],
  [words(ANYTHING), words('(?:recommend\\w*|suggest\\w*|recs)')],
  [words('(?:what|which)(?: \\w+){0,3} (?:can|could|should|shall|might|would|to)'), words(WATCH)],
  [
    words('what(?: else)? (?:can|could|should|shall|might|would|to|do i|do we|is there)'),
    words(`(?:${WATCH}|there)`),
  ],
  [words(`(?:what(?:'s|s| is| are)?|which|anything|something|${TITLES})`), words(MOVING)],
  [words(WISH), words(`(?:${TITLES}|something)`)],
  [
    words('an?'),
    words(
      `${TITLES}\\b[^.?!]{0,200}\\b(?:for|under|that|with|from|in|like|about|set|by|to|no|not)`,
    ),
  ],
  [
    words('(?:something|anything|others?|more|another|films?|movies?|series|shows?)'),
    words(RESEMBLES),
  ],
  [words('what(?: else)?'), words('(?:is|have you got|do you have) (?:else|there|in|that)')],
  [words('(?:it|they)'), words("(?:should|must|has to|have to|mustn't|can't|needs? to) be")],
];

const POLITE =
  '(?:(?:so|and|ok(?:ay)?|hi|hello|hey|please|well|um|sorry|excuse me|quick question|thanks|dear \\w+)[,:.!]? ){0,4}';
/** What a request begins with that is no sentence: "three short films", "thrillers rated 8 or more". */
const FRAGMENTS: readonly RegExp[] = [
  new RegExp(
    `^${POLITE}(?:(?!(?:of|for|on|in|to|the|my|our|your|this|that|is|are|was|can|do|does|did|how|why|who|when|where|what|which|i|we|it|a|an)\\b)[\\w'-]+,? ){0,5}${TITLES}\\b`,
  ),
  new RegExp(
    `^${POLITE}(?:an? |the (?=\\w+est\\b|top\\b))(?:(?!of\\b|for\\b|on\\b)[\\w'-]+,? ){0,3}${TITLES}\\b`,
  ),
  new RegExp(`^${POLITE}(?:something|anything|nothing|more|another)\\b`),
  new RegExp(`^${POLITE}for (?:the|my|our|a|an|\\d)\\b[^.?!]{0,80}[:,]`),
  /\b(?:what(?: (?:to watch|now)|'s| is)? )?next\?/,
  new RegExp(
    `^${POLITE}(?:what have you (?:got )?(?:for|that|in|with|about)\\b|looking for\\b|suitable for\\b)`,
  ),
  /\bwhat (?:would|will|might) (?:go|fit|suit|work|be (?:good|right|nice))\b/,
  /\bwhat(?:'s| is) new\b(?! (?:in|about|with) (?!the (?:library|catalogue|collection)))/,
  /\b(?:is|will) there (?:be )?anything (?:new|good)\b/,
];

/** Questions of fact, by how they begin: a title may be named in them, but none is asked for. */
const OF_FACT = new RegExp(
  `^${POLITE}(?:who(?! else)|whose|when|where|why|how(?! about)|in (?:which|what) (?:year|country|language|city|month|town|order)|(?:which|what) (?:actor|actress|director|country|language|year|season|genre|age|score|rating|day|date|time|month|part|role|instrument|job|town|city)|do (?!you (?:have|know|stock|carry|offer|happen)\\b|(?:i|we) have\\b)|does|did|has|was|were|will(?! there be any)|would(?! you (?:recommend|suggest))|can (?:i|we)(?! (?:watch|see|have|get) (?:something|anything|some))|may|must|should(?! (?:i|we) watch (?:something|anything))|am|is (?!there\\b)|are (?!there\\b)|what (?:happen(?:s|ed)|counts|means)\\b|what (?:is|was|were|are|'s)? ?(?:the|that|this|it|his|her|their|its)\\b(?! (?:best|most|top|highest|newest|latest|longest|shortest|funniest|scariest|new\\b|oldest))|what's (?:the|that|this|it|his|her|its)\\b(?! (?:best|most|top|highest|newest|latest|longest|shortest|funniest|scariest|new\\b|oldest)))`,
);
/** What is asked of one thing, wherever in the sentence: its name, its price, its day, who made it. */
const OF_ONE = new RegExp(
  `^${POLITE}(?:(?:the |its )?(?:title|name|director|year|running time|length|score)s?(?=\\s*(?:and\\b|,|please\\b|\\?|$))|how (?:much|long|many)\\b)|\\b(?:what|which) (?:day|date|year|time|page|price|age)\\b|\\bwhat (?:do|does|did|would|will|must) (?:\\w+ ){0,5}(?:cost|mean|pay|charge|say|happen)\\b|\\b(?:it|that|they|he|she|film|series) (?:be |is |was )?called\\b|\\bcalled\\?|\\bwho (?:made|directed|wrote|plays|played|stars|is|was)\\b|\\b(?:by|until|till|since|from) when\\b|\\bwhich of the (?:2|3|two|three)\\b|, how (?:do|can|does|did)\\b`,
);
/** Who says this asks for titles, whatever else is asked. */
const OUTRIGHT =
  /\b(?:recommend\w*|suggest\w*|any (?:ideas?|tips?)|which ones|something|anything|another|similar|else|others?|more (?:films?|movies?|series|titles|by|from|of|like)|(?:what|which)\b.{0,60}\b(?:can|could|should|shall|might|would|may)\b.{0,40}\b(?:watch|see)|(?:what|which)(?:'s|s| is| are)? (?:\w+ ){0,3}(?:leav\w+|going|new|expir\w+)|(?:have you|do you have|is there|are there)(?: got)? (?:1|one|any|more))\b/;
/** What is wanted, said before the question itself: "I want a comedy. We have an hour, is that enough?" */
const WISHED = new RegExp(
  `\\b(?:looking for|mood for|fancy|want|wants|need|would like|i'd like|we'd like|find (?:me|us)|give (?:me|us)|show (?:me|us))\\b[^.?!]{0,80}\\b${TITLES}\\b`,
);

/** "Which film is set in a lighthouse?" is about one that is known to be there. */
const IDENTIFIES =
  /^which of (?:the|these|those)\b(?!.*\b(?:best|most|highest|newest|shortest|longest)\b)|^(?:what|which) (?:\w+ ){0,2}(?:films|movies|series|shows|documentaries|titles) (?:do|did|were) (?:the|your)\b|^(?:what|which) (?:\w+ ){0,2}(?:film|movie|series|show|documentary|title|short)(?:'s)? (?:is|was|has|had|did|does|tells?|follows?|shows?|stars?|won|deals?|takes?|begins?|ends?|features?|plays?|comes?|gets?|needs?|runs?|lasts?|lets?|uses?|holds?|by|about|with|set|where|in which)\b/;

/** The sentences of a text, as places in it. */
export function sentencesOf(text: string): { start: number; end: number }[] {
  return Array.from(
    text.matchAll(/[^.?!]+(?:[.?!]+(?!\s)[^.?!]+)*[.?!]*/g),
    ({ index, 0: words }) => {
      const lead = words.length - words.trimStart().length;
      return { start: index + lead, end: index + words.length };
    },
  );
}

/** Whether a question in plain words may ask for titles; what it asks for decides then. */
export function mayAskForTitles(text: string): boolean {
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end));
  const asking = sentences.filter((sentence) => sentence.includes('?'));
  // People tell about themselves first; what they ask comes with the question mark, if there is one.
  const decisive = asking.length > 0 ? asking : sentences;
  if (decisive.some((sentence) => OF_ONE.test(sentence) && !OUTRIGHT.test(sentence))) return false;
  if (decisive.some((sentence) => !isOfFact(sentence) && mayAsk(sentence))) return true;
  // "We want a comedy. Any ideas?"
  const wished = (sentence: string) => OUTRIGHT.test(sentence) || WISHED.test(sentence);
  return !decisive.every(isOfFact) && sentences.some(wished);
}

/** "Does anything leave this week?" asks for titles, "how do I suggest a title" does not. */
const YES_OR_NO = new RegExp(
  `^${POLITE}(?:do|does|did|has|was|were|will|would|can|could|is|are|may|should)\\b.*\\b(?:something|anything|any|another|1|one)\\b`,
);

function isOfFact(sentence: string): boolean {
  if (YES_OR_NO.test(sentence) && mayAsk(sentence)) return false;
  return OF_FACT.test(sentence) || IDENTIFIES.test(sentence);
}

/** Whether a sentence of it has the words of asking. */
export function mayAsk(text: string): boolean {
  return (
    FRAGMENTS.some((pattern) => pattern.test(text)) ||
    ASKING.some(([first, second]) => {
      const found = first.exec(text);
      return found !== null && second.test(text.slice(found.index + found[0].length));
    })
  );
}
