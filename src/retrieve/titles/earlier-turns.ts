import type { Catalogue } from './catalogue.ts';
import { readGenres } from './genres.ts';
import { takeTitles } from './mentions.ts';
import { createReader } from './reader.ts';
import { readSubject } from './subject.ts';
import type { Title, TitleCondition } from './types.ts';
import { readLanguages } from './values.ts';

/** What a viewer said before: titles that were seen, those of them that were liked, and what is not wanted. */
export interface Told {
  readonly seen: readonly Title[];
  readonly praised: readonly Title[];
  readonly refused: readonly TitleCondition[];
  readonly avoid: readonly string[];
}

const PRAISE =
  /\b(?:loved?|like[ds]?|enjoy\w*|favou?rites?|adored?|great|brilliant|wonderful|fan|again)\b/;
const PLANNED = /\b(?:want|plan|would like|watch ?list|later|going to)\b/;
/** What is never wanted, and not only what was not liked then. */
const REFUSED = /\b(?:nothing|never|no|without|avoid|don't want|not want|can't stand|hates?)\b/;

/** @param turns oldest first */
export function readEarlierTurns(turns: readonly string[], catalogue: Catalogue): Told {
  const told = turns
    .flatMap((turn) => turn.split(/(?<=[.!?;])\s+/))
    .map((sentence) => readSentence(sentence, catalogue));
  return {
    seen: told.flatMap(({ seen }) => seen),
    praised: told.flatMap(({ praised }) => praised),
    refused: told.flatMap(({ refused }) => refused),
    avoid: told.flatMap(({ avoid }) => avoid),
  };
}

function readSentence(sentence: string, catalogue: Catalogue): Told {
  const reader = createReader(sentence);
  const mentions = takeTitles(reader, sentence, catalogue);
  const wanted = mentions.filter(({ index }) => !reader.isDenied(index));
  const refuses = mentions.length === 0 && REFUSED.test(reader.text);
  return {
    seen: PLANNED.test(reader.text) ? [] : mentions.map(({ title }) => title),
    praised: PRAISE.test(reader.text) ? wanted.map(({ title }) => title) : [],
    refused: [...readLanguages(reader, catalogue), ...readGenres(reader, catalogue)].filter(
      ({ exclude }) => exclude,
    ),
    avoid: refuses ? readSubject(reader, catalogue).avoid : [],
  };
}
