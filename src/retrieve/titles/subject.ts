import { isStopTerm, tokenise, type Token } from '../../core/analyse.ts';
import { mayAsk, sentencesOf } from './asks-for-titles.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import { TITLES } from './title-words.ts';

/* What a request says that no field could be held against: what the title should be about, and what not. */

export interface Subject {
  /** Words, and themes of more than one word as the catalogue files them. */
  readonly about: readonly string[];
  /** Whether it is said in so many words: "about …". */
  readonly stated: boolean;
  /** Phrases; a title that holds every word of one is not wanted. */
  readonly avoid: readonly string[];
}

/** Words of asking, which say nothing about the title itself. */
const ASKING = new Set(
  `hi hello hey please thanks thank want wanted need needed like likes liked look looking find found show shows give get got
  recommend recommended recommendation recommendations suggest suggestion suggestions watch watching watched see seen tonight
  evening today tomorrow weekend something anything someone nothing one ones kind sort type bit lot really quite rather fairly
  good nice great fine best better top suitable right okay ok ready sure maybe perhaps also else still already yet
  title titles thing things stuff option options idea ideas choice pick picks list library catalogue tidelamp mood fancy feel
  feeling time long length minutes minute hours hour min mins less more most least under over around about
  similar same different else other another new old older newer shorter longer year years month months week day days
  can could would should shall will may might let know tell think try put stream start available availability
  me my mine we us our i im id ive you your he she they them people person friend friends
  loved love loves enjoyed enjoy enjoys hated hate hates finished subtitles subtitle subtitled language languages
  rated rating score season seasons episode episodes leave leaves leaving last chance without only just even
  both together either all any some many much few several two three four five six seven eight nine ten
  gone going go goes come coming end ends ending before after until since membership wants everybody everyone
  film films movie movies series documentary documentaries recently lately dont doesnt isnt arent hasnt havent nobody
  actually happy mind appropriate keep keeping much too very into possible possibly ideally preferably
  set takes place happens happen play plays story stories called named based featuring involving subject topic feature features
  lead leads leading part parts role roles character characters among amongst instead anyway perhaps ought made make makes
  youngest oldest husband wife girlfriend boyfriend mother father mum mom dad parents grandmother grandma grandfather colleague
  everyone colleagues bed whole entire use used having had way ways want prefer preferably prefers interested interesting
  line lines vein spirit age ages whatever deal deals dealing concerning regarding twice once again everything starring director directors actor actress adults grown ups monday tuesday wednesday thursday
  friday saturday sunday morning mustnt shouldnt members member viewers viewer welcome boring bored light lights`.split(
    /\s+/,
  ),
);

/** What a subject is said after; and what one may be said after. */
const MARKER =
  /\b(?:about|involving|featuring|concerning|(?:set|plays?|takes? place|happens?) (?:in|on|at|among|around|during|aboard)|to do with|deals? with|dealing with|where|in which|on the subject of)\b/g;
const WEAK_MARKER = /\b(?:with|on|from|in)\b/g;
/** What titles are called in asking for them. */
const NOUN = new RegExp(
  `\\b(?:something|anything|nothing|1|ones?|stor(?:y|ies)|${TITLES})\\b`,
  'g',
);
/** What ends a subject: for whom it is, when, or another wish. */
const CUT =
  /[.;:?!()]|\b(?:for (?:my|our|its|the|a|an|his|her|their|me|us|after|when|before|tonight|[a-z]+ night)|that's|please|but|because|so|and (?:i|we|it|my|our|not|no|members|viewers)|i|we|it|which|can (?:i|we|you)|with (?:my|our|me|us|the (?:kids|family|children))|you (?:have|can)|would|should|to (?:watch|see|put|move|start|curl|show|share))\b/;
/** Words before a noun that may tell what it should be like: "a quiet, slow film". */
const ADJECTIVES = /(?:[\w'-]+,?\s+){0,3}$/;

/** What the words that nothing else has taken say. */
export function readSubject(reader: Reader, catalogue: Catalogue): Subject {
  const themes = reader.takePhrases(catalogue.phrasesOf('themes'), ({ start, end }) =>
    /[\s-]/.test(reader.text.slice(start, end)),
  );
  const tokens = tokenise(reader.rest).filter(
    ({ term, word }) => !isStopTerm(term) && !ASKING.has(word) && !/^\d+$/.test(word),
  );
  const denied = tokens.filter(({ start }) => reader.isDenied(start));
  const ranges = subjectRanges(reader.text);
  const about = tokens.filter(
    ({ start }) => !reader.isDenied(start) && ranges.some((range) => holds(range, start)),
  );
  return {
    about: [
      ...themes.filter(({ start }) => !reader.isDenied(start)).map(({ value }) => value),
      ...about.map(({ word }) => word),
    ],
    stated: about.some(({ start }) => ranges.some((range) => range.stated && holds(range, start))),
    avoid: [
      ...themes.filter(({ start }) => reader.isDenied(start)).map(({ value }) => value),
      ...phrasesIn(reader.text, denied),
    ],
  };
}

/** Words side by side are one phrase: "dead animals". */
function phrasesIn(text: string, tokens: readonly Token[]): string[] {
  const phrases: string[] = [];
  let end = -1;
  for (const token of tokens) {
    const last = phrases.at(-1);
    if (last !== undefined && text.slice(end, token.start).trim() === '')
      phrases.splice(-1, 1, `${last} ${token.word}`);
    else phrases.push(token.word);
    end = token.end;
  }
  return phrases;
}

interface Range {
  readonly start: number;
  readonly end: number;
  /** Whether it follows a word like "about". */
  readonly stated: boolean;
}

function holds({ start, end }: Range, index: number): boolean {
  return start <= index && index < end;
}

/**
 * Where a text tells what a title should be about: in the sentences that ask, around the words for titles and
 * after words like "about"; a whole sentence that has neither.
 */
function subjectRanges(text: string): Range[] {
  const sentences = sentencesOf(text);
  const asking = sentences.filter(({ start, end }) => mayAsk(text.slice(start, end)));
  return (asking.length > 0 ? asking : sentences).flatMap((sentence): Range[] => {
    const said = text.slice(sentence.start, sentence.end);
    const at = (start: number, end: number, stated: boolean): Range => ({
      start: sentence.start + start,
      end: sentence.start + end,
      stated,
    });
    const following = (pattern: RegExp, stated: boolean): Range[] =>
      Array.from(said.matchAll(pattern), ({ index, 0: words }) => {
        const from = index + words.length;
        return at(from, from + untilCut(said.slice(from)), stated);
      });
    const telling = [...following(NOUN, false), ...following(MARKER, true)];
    if (telling.length === 0) return [{ ...sentence, stated: false }];
    const before = Array.from(said.matchAll(NOUN), ({ index }) =>
      at(wordsBack(said, index), index, false),
    );
    return [...telling, ...following(WEAK_MARKER, false), ...before];
  });
}

function untilCut(text: string): number {
  return CUT.exec(text)?.index ?? text.length;
}

/** Where the few words before a place begin, no farther back than their clause. */
function wordsBack(text: string, index: number): number {
  const before = ADJECTIVES.exec(text.slice(Math.max(0, index - 60), index));
  return index - (before?.[0].length ?? 0);
}
