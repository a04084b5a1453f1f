import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { embeddedText } from '../../../core/passage-text.ts';
import { analyseFields, type FieldTerms } from '../../term-sequence.ts';
import { prepared } from '../statements.ts';
import { jsonReader } from './rows.ts';

interface ContextRow {
  title: string;
  titleStated: number;
  headings: string;
}

const readStrings = jsonReader(Type.Array(Type.String()));

/**
 * Whether these are the terms of a passage. How its text falls into title, headings and words is told by a
 * place where it stands. The place that wrote the postings may be gone, and another with the same text may
 * divide it otherwise (a title here is a heading there): then the terms must be the same ones, wherever they
 * stand and however often.
 */
export function analysedAgain(
  database: Database,
  passage: number,
  text: string,
  found: FieldTerms<string>,
): boolean {
  const places = prepared<[number], ContextRow>(
    database,
    `SELECT DISTINCT r.title, r.title_stated AS titleStated, o.headings
       FROM occurrences o JOIN revisions r ON r.id = o.revision WHERE o.passage = ?`,
  ).all(passage);
  const analysed = places.map(({ title, titleStated, headings: list }) => {
    const headings = readStrings(list) ?? [];
    const context = { title, titleStated: titleStated === 1, headings, text: '' };
    const words = text.slice(embeddedText(context).length);
    return analyseFields({ title: titleStated === 1 ? title : null, headings, text: words });
  });
  if (analysed.length === 0 || analysed.some((terms) => isDeepStrictEqual(terms, found)))
    return true;
  const distinct = distinctTerms(found);
  return analysed.some((terms) => isDeepStrictEqual(distinctTerms(terms), distinct));
}

function distinctTerms({ title, headings, text }: FieldTerms<string>): Set<string> {
  return new Set([...title, ...headings, ...text]);
}
