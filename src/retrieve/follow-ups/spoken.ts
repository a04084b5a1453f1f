import { isStopTerm, tokenise, type Token } from '../../core/analyse.ts';
import { splitSentences } from '../../core/sentences.ts';

/* What was said in a turn, as words: which of them tell what it is about, and which only hold it together. */

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const ASKING = wordSet('what which who whom whose when where why how');
/** Verbs that stand in front of a subject when something is asked, contracted ones included. */
export const AUXILIARY = wordSet(
  `am is are was were be been do does did has have had can could may might must shall should will would
  isnt arent wasnt dont doesnt didnt hasnt havent cant couldnt mustnt shouldnt wont wouldnt`,
);
/** What a sentence may consist of that only greets, thanks or agrees. */
const COURTESY = wordSet(
  `great perfect good nice cool fine right alright dear sure lovely brilliant wonderful super helpful helps
  understood got see clear makes sense day morning evening afternoon`,
);
/** These say nothing in any sentence; or only how much of something is asked, or nothing in particular. */
const LIGHT = wordSet(
  `thanks thank thx cheers ok okay hello hi hey yes yeah yep no ah oh sorry please well
  long many much often far soon fast likely exactly since till
  take takes taking took taken get gets getting go goes going come comes make makes made do need needs needed
  want wants wanted know tell mean means meant happen happens say says said apply applies count counts hold
  holds work works have give gives use used put find
  thing things way ways case cases kind sort part rest else other others another ones either neither former latter
  also still again now then instead already really actually maybe just even back`,
);

/** A word as it stands, folded, with what it says of itself. */
export interface Word extends Token {
  /** As written. */
  readonly text: string;
  /** It tells what is asked about. */
  readonly content: boolean;
  /** A capital that no sentence begins with, or letters and digits together. */
  readonly name: boolean;
  /** A mark stands between it and the word before it: a clause ends there. */
  readonly afterMark: boolean;
}

export function wordsOf(said: string): Word[] {
  const tokens = tokenise(said);
  const capital = tokens.map(({ start }) => /^\p{Lu}/u.test(said.slice(start, start + 2)));
  return tokens.map((token, i) => {
    const { term, word, start, end } = token;
    const gap = said.slice(tokens[i - 1]?.end ?? 0, start);
    const text = said.slice(start, end);
    const content = !isStopTerm(term) && !LIGHT.has(word);
    // The first word of a sentence is a name's when the next one has a capital, too.
    const opens = i === 0 || /[.?!]/.test(gap);
    const named = capital[i] === true && (!opens || capital[i + 1] === true);
    const coded = /\d/.test(text) && /\p{L}/u.test(text);
    return {
      ...token,
      text,
      content,
      name: content && (named || coded),
      afterMark: i > 0 && /[,;:.?!()–—]/.test(gap),
    };
  });
}

/** The sentences of a turn without those that only thank or greet, and without such a beginning. */
export function sentencesSaid(turn: string): string[] {
  return splitSentences(turn, { start: 0, end: turn.length })
    .map(({ start, end }) => withoutGreeting(turn.slice(start, end)))
    .filter((sentence) => !isCourtesy(sentence));
}

function withoutGreeting(sentence: string): string {
  const [beginning = ''] = /^[^,.?!]{1,30}, */.exec(sentence) ?? [];
  return beginning !== '' && isCourtesy(beginning) ? sentence.slice(beginning.length) : sentence;
}

function isCourtesy(sentence: string): boolean {
  const words = wordsOf(sentence);
  const asks = sentence.includes('?') || words.some(({ word }) => ASKING.has(word));
  return !asks && words.every(({ word, content }) => !content || COURTESY.has(word));
}
