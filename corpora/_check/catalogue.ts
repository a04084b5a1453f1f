import { fold } from '../../src/core/analyse.ts';
import { TitleSchema, type Title } from './catalogue-schema.ts';
import { formReader, messageOf, type Finding } from './finding.ts';
import type { CorpusState } from './states.ts';

/** The corpus whose JSON Lines files are the catalogue. */
export const CATALOGUE = 'media';

/** A record of the catalogue where it stands. */
export interface CatalogueRecord {
  readonly file: string;
  readonly line: number;
  readonly raw: string;
  readonly title: Title;
}

const parse = formReader(TitleSchema);

/** The records of a corpus that are of the form of a title, and a finding for each line that is not. */
export function readCatalogue(state: CorpusState): {
  records: CatalogueRecord[];
  findings: Finding[];
} {
  const records: CatalogueRecord[] = [];
  const findings: Finding[] = [];
  for (const { id: file, text } of state.documents.values()) {
    if (!file.endsWith('.jsonl')) continue;
    for (const [index, raw] of text.split('\n').entries()) {
      if (raw.trim() === '') continue;
      try {
        records.push({ file, line: index + 1, raw, title: parse(raw) });
      } catch (error) {
        findings.push({ file, at: index + 1, problem: messageOf(error) });
      }
    }
  }
  return { records, findings };
}

/** A name as it is compared: folded words with single spaces, without a first article. */
export function nameKey(name: string): string {
  return wordsOf(name).replace(/^(?:the|an?) (?=.)/, '');
}

function wordsOf(text: string): string {
  return fold(text)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The titles that a text names, by their id; of titles that overlap in it, the longest. */
export function titlesNamedIn(text: string, records: readonly CatalogueRecord[]): Set<string> {
  const names = records
    .map(({ title }) => ({ id: title.id, name: ` ${nameKey(title.title)} ` }))
    .sort((a, b) => b.name.length - a.name.length);
  let rest = ` ${wordsOf(text)} `;
  const named = new Set<string>();
  for (const { id, name } of names) {
    if (!rest.includes(name)) continue;
    named.add(id);
    rest = rest.replaceAll(name, ' | ');
  }
  return named;
}
