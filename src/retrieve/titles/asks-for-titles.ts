/*
 * Whether a question asks for titles to watch, and not for something that is written of one ("Who directed
 * it?"). Told by its words alone, so that other questions need not look at the catalogue.
 */

const TITLES =
  '(?:films?|movies?|flicks?|series|mini-?series|shows?|box ?sets?|docu\\w*|comed(?:y|ies)|rom-?coms?|thrillers?|dramas?|westerns?|musicals?|cartoons?|animations?|whodunn?its?|titles?|shorts|biopics?|horrors?|sitcoms?|soaps?|romances?|noirs?|myster(?:y|ies)|sci-?fi|classics?)';
const ANYTHING = `(?:something|anything|${TITLES}|ones?)`;
const WATCH = '(?:watch|see|put on|stream|show (?!me\\b|us\\b)|start|enjoy|catch|binge)';

const ASKING: readonly RegExp[] = [
  new RegExp(`\\b(?:recommend|suggest)\\w*\\b.*\\b(?:${ANYTHING}|${WATCH})\\b`),
  new RegExp(`\\b${ANYTHING}\\b.*\\b(?:recommend\\w*|suggest\\w*|recs)\\b`),
  new RegExp(
    `\\b(?:what|which)\\b(?: \\w+){0,3} (?:can|could|should|shall|might|would|to)\\b.*\\b${WATCH}\\b`,
  ),
  new RegExp(
    `\\bwhat(?: else)? (?:can|could|should|shall|might|would|to|do i|do we|is there)\\b.*\\b(?:${WATCH}|there)\\b`,
  ),
  new RegExp(
    `\\b(?:what(?:'s|s| is| are)?|which|anything|something|${TITLES})\\b.*\\b(?:leav\\w+|expir\\w+|disappear\\w*|going away|go away|last chance|gone soon|running out|newly added|just added|new arrivals?|arriv\\w+|added|coming (?:in|to|up|soon|next)|before (?:it|they) (?:goes?|leaves?|is|are|disappears?))\\b`,
  ),
  new RegExp(
    `\\b(?:any|some|other|more|which|what|list|find|give|show|looking for|mood for|fancy|feel like|need|want|love|after|got|have)\\b[^.?!]*\\b${TITLES}\\b`,
  ),
  new RegExp(
    `\\b(?:a|an)\\b[^.?!]*\\b${TITLES}\\b[^.?!]*\\b(?:for|under|that|with|from|in|like|about|set|by|to|no|not)\\b`,
  ),
  /\b(?:something|anything|one|more|another|films?|movies?|series|shows?)\b[^.?!]*\b(?:like|similar|along the lines|in the (?:vein|style|spirit)|reminds?|for (?:my|the|our|a|an|me|us)|short|shorter|long|by|with|starring|in|about|set|from)\b/,
];

/** Questions of fact, by how they begin: a title may be named in them, but none is asked for. */
const OF_FACT =
  /^(?:(?:so|and|ok(?:ay)?|hi|hello|hey|please|well|um|sorry|excuse me|quick question)[,:.!]? )*(?:who|whose|when|where|why|how(?! about)|in (?:which|what) (?:year|country|language|city|month|town|order)|(?:which|what) (?:actor|actress|director|country|language|year|season|genre|age|score|rating|day|date|time|month|part|role|instrument|job|town|city)|do (?:i|we)\b(?! have)|does|did|has|was|were|will|would(?! you (?:recommend|suggest))|can (?:i|we)(?! (?:watch|see|have|get) (?:something|anything|some))|may|must|should(?! (?:i|we) watch (?:something|anything))|am|is (?!there\b)|are (?!there\b)|what (?:is|was|were|are|'s)? ?(?:the|it|his|her|their|its)\b(?! (?:best|most|top|highest|newest|latest|longest|shortest|funniest|scariest|new\b|oldest)))/;
/** "Which film is set in a lighthouse?" is about one that is known to be there. */
const IDENTIFIES =
  /^(?:what|which) (?:\w+ ){0,2}(?:film|movie|series|show|documentary|title|short)(?:'s)? (?:is|was|has|had|did|does|tells?|follows?|shows?|stars?|won|deals?|takes?|begins?|ends?|features?|plays?|comes?|gets?|needs?|runs?|lasts?|lets?|uses?|holds?|by|about|with|set|where|in which)\b/;

/** Whether a question, folded, may ask for titles; what it asks for decides then. */
export function mayAskForTitles(text: string): boolean {
  const sentences = text.split(/(?<=[.?!])\s+/);
  const asking = sentences.filter((sentence) => sentence.includes('?'));
  // People tell about themselves first; what they ask comes with the question mark, if there is one.
  const decisive = asking.length > 0 ? asking : sentences;
  if (decisive.every((sentence) => OF_FACT.test(sentence) || IDENTIFIES.test(sentence)))
    return false;
  return ASKING.some((pattern) => pattern.test(text));
}
