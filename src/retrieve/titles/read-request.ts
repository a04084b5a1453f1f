import { isStopTerm, tokenise } from '../../core/analyse.ts';
import { readAvailability } from './availability.ts';
import { statedBy, type Catalogue } from './catalogue.ts';
import { readComparisons, readMeasures } from './measures.ts';
import { takeTitles, type Mention } from './mentions.ts';
import { createReader, type Reader } from './reader.ts';
import type { LikedTitle, Title, TitleCondition, TitleOrder, TitleRequest } from './types.ts';
import { readValues } from './values.ts';
import { readPrice, readViewers } from './viewers.ts';

/** Shown when the request names no number. */
const DEFAULT_COUNT = 5;
const MAX_COUNT = 20;
/** What was praised earlier in the conversation says less than what is named now. */
const PRAISED_WEIGHT = 0.3;

const LIKE =
  /\b(?:like|alike|similar|vein|style|spirit|reminds?|along the lines|lines of|after|loved?|liked|enjoyed|adored?|finished|seen|watched|fan|fond|such as|same|than|as good as|as funny as|more|follow)\b/;
const PRAISE =
  /\b(?:loved?|like[ds]?|enjoy\w*|favou?rites?|adored?|great|brilliant|wonderful|fan|again)\b/;
const PLANNED = /\b(?:want|plan|would like|watch ?list|later|going to)\b/;
const SAME_MAKER =
  /\b(?:same (?:director|creator|maker|man|woman|person|people)|(?:director|creator|maker)s? of|who (?:made|directed|created))\b/;
const SAME_PLAYER =
  /\b(?:same (?:actor|actress|actors|lead|star|cast)|(?:lead|star|actor|actress) (?:of|from|in))\b/;

const ORDERS: readonly (readonly [
  RegExp,
  Parameters<Catalogue['fieldsOf']>[0],
  TitleOrder['direction'],
])[] = [
  [
    /\b(?:best(?:[- ]rated)?|highest(?:[- ](?:rated|scor\w+|rating))?|top(?:[- ]rated)?|most (?:popular|loved))\b/,
    'score',
    'descending',
  ],
  [/\b(?:worst|lowest)(?:[- ]rated)?\b/, 'score', 'ascending'],
  [/\b(?:newest|latest|most recent)\b/, 'year', 'descending'],
  [/\b(?:oldest|earliest)\b/, 'year', 'ascending'],
  [/\bshortest\b/, 'minutes', 'ascending'],
  [/\blongest\b/, 'minutes', 'descending'],
];

/** Words of asking, which say nothing about the title itself. */
const ASKING = new Set(
  `hi hello hey please thanks thank want wanted need needed like likes liked look looking find found show shows give get got recommend
  recommended recommendation recommendations suggest suggestion suggestions watch watching watched see seen tonight evening
  today tomorrow weekend something anything someone nothing one ones kind sort type bit lot really quite rather fairly
  good nice great fine best better top suitable right okay ok ready sure maybe perhaps also else still already yet
  title titles thing things option options idea ideas choice pick picks list library catalogue tidelamp mood fancy feel
  feeling time long length minutes minute hours hour min mins less more most least under over around about
  similar same different else other another new old older newer shorter longer year years month months week day days
  can could would should shall will may might let know tell think try put stream start available availability
  me my mine we us our i im id ive you your he she they them people person friend friends
  loved love loves enjoyed enjoy enjoys hated hate hates finished subtitles subtitle subtitled language languages
  rated rating score season seasons episode episodes leave leaves leaving last chance without only just even
  both together either all any some many much few several two three four five six seven eight nine ten
  gone going go goes come coming end ends ending before after until membership wants please everybody everyone
  film films movie movies series documentary documentaries recently lately dont doesnt isnt arent hasnt havent nobody
  actually happy mind appropriate keep much too very into possible possibly ideally preferably`.split(
    /\s+/,
  ),
);

/**
 * A question for titles as the catalogue's own fields understand it.
 * @param history what the viewer said before, oldest first
 * @param filtered fields that the caller's filter already bounds
 */
export function readRequest(
  question: string,
  history: readonly string[],
  day: string,
  catalogue: Catalogue,
  filtered: ReadonlySet<string>,
): TitleRequest {
  const reader = createReader(question);
  const mentions = takeTitles(reader, question, catalogue);
  const earlier = history.map((turn) => readEarlier(turn, catalogue));
  const named = mentions.map(({ title }) => title);
  const [first] = named;
  const ageField = catalogue.fieldsOf('age')[0];
  const conditions: TitleCondition[] = [
    ...(first === undefined ? [] : readComparisons(reader, catalogue, first)),
    ...(first === undefined ? [] : readSamePeople(reader, catalogue, first)),
    ...readViewers(reader, catalogue, ageField !== undefined && filtered.has(ageField)),
    ...readMeasures(reader, catalogue, Number(day.slice(0, 4))),
    ...readPrice(reader, catalogue),
    ...readAvailability(reader, catalogue, day),
  ];
  const order = readOrder(reader, catalogue);
  const count = readCount(reader);
  conditions.push(...readValues(reader, catalogue));
  conditions.push(...earlier.flatMap(({ refused }) => refused));
  const like: LikedTitle[] = [
    ...(LIKE.test(reader.text) ? likedIn(mentions, reader) : []).map((title) => ({
      title,
      weight: 1,
    })),
    ...earlier
      .flatMap(({ praised }) => praised)
      .map((title) => ({ title, weight: PRAISED_WEIGHT })),
  ];
  const known = [...named, ...earlier.flatMap(({ seen }) => seen)];
  return {
    day,
    conditions,
    like,
    known: new Set(known.map(({ slot }) => slot)),
    about: aboutOf(reader),
    order,
    count,
  };
}

function likedIn(mentions: readonly Mention[], reader: Reader): Title[] {
  return mentions.filter(({ index }) => !reader.isDenied(index)).map(({ title }) => title);
}

/** What an earlier turn tells: titles that were seen, those of them that were liked, and what is not wanted. */
function readEarlier(
  turn: string,
  catalogue: Catalogue,
): { seen: Title[]; praised: Title[]; refused: TitleCondition[] } {
  const told = turn.split(/(?<=[.!?;])\s+/).map((sentence) => {
    const reader = createReader(sentence);
    const mentions = takeTitles(reader, ` ${sentence}`, catalogue);
    const wanted = mentions.filter(({ index }) => !reader.isDenied(index));
    return {
      seen: PLANNED.test(reader.text) ? [] : mentions.map(({ title }) => title),
      praised: PRAISE.test(reader.text) ? wanted.map(({ title }) => title) : [],
      refused: readValues(reader, catalogue).filter(({ exclude }) => exclude),
    };
  });
  return {
    seen: told.flatMap(({ seen }) => seen),
    praised: told.flatMap(({ praised }) => praised),
    refused: told.flatMap(({ refused }) => refused),
  };
}

/** "By the same director as X". */
function readSamePeople(reader: Reader, catalogue: Catalogue, named: Title): TitleCondition[] {
  const maker = reader.take(SAME_MAKER);
  const player = maker === null ? reader.take(SAME_PLAYER) : null;
  const match = maker ?? player;
  if (match === null) return [];
  const role = maker === null ? 'players' : 'makers';
  const people = statedBy(named, catalogue, role);
  const anyOf = catalogue.fieldsOf(role).map((field) => ({ field, is: { in: people } }));
  return people.length === 0 ? [] : [{ words: match[0], anyOf, exclude: false }];
}

function readOrder(reader: Reader, catalogue: Catalogue): TitleOrder | null {
  for (const [pattern, role, direction] of ORDERS) {
    const [field] = catalogue.fieldsOf(role);
    if (field !== undefined && reader.take(pattern) !== null) return { field, direction };
  }
  return null;
}

/** "Three comedies", "one more like it", "the best film": how many are wanted. */
function readCount(reader: Reader): number {
  const stated = reader.take(
    /(?<!\d[.,])\b(\d{1,2}) (?=(?:\w+ ){0,2}(?:films?|movies?|series|shows?|documentar\w+|comedies|thrillers|titles|ideas|suggestions|recommendations|options|things)\b)/,
  );
  if (stated !== null) return Math.min(MAX_COUNT, Math.max(1, Number(stated[1])));
  return DEFAULT_COUNT;
}

/** The words that nothing else has taken and that say something. */
function aboutOf(reader: Reader): string {
  return tokenise(reader.rest)
    .filter(({ term, word }) => !isStopTerm(term) && !ASKING.has(word) && !/^\d+$/.test(word))
    .map(({ word }) => word)
    .join(' ');
}
