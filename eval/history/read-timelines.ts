import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readLines } from '../read-lines.ts';
import { distinctFacts, isStrict, toFact, type Edit } from './facts.ts';
import { documentIdOf, type History, type Stage } from './types.ts';

interface TimelineLine {
  doc: string;
  /** Paths of files named `<number>_<date>.md`, oldest first. */
  versions: string[];
  /** What happened between two dates. */
  steps: { from: string; to: string; edits: Edit[] }[];
}

interface Version {
  readonly date: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Documents whose many versions follow one another; none when the data set has no `timeline.jsonl`. */
export function readTimelines(folder: string): History[] {
  const path = join(folder, 'timeline.jsonl');
  if (!existsSync(path)) return [];
  const corpus = basename(folder);
  const numbered = { next: 0 };
  const stages = readLines<TimelineLine>(path).flatMap((line) =>
    stagesOf(documentIdOf(corpus, line.doc), line, readVersions(folder, line), numbered),
  );
  return [{ name: `${corpus} timeline`, corpus, stages, leftOut: { repeated: 0, notStrict: 0 } }];
}

function readVersions(folder: string, { versions }: TimelineLine): Version[] {
  return versions.map((path) => {
    const bytes = readFileSync(join(folder, path));
    const [, date] = /_(\d{4}-\d{2}-\d{2})\.md$/.exec(path) ?? [];
    if (date === undefined) throw new Error(`The name of ${path} tells no date.`);
    return { date, bytes, text: bytes.toString() };
  });
}

/** The first version without questions, then a stage for each that follows another. */
function stagesOf(
  documentId: string,
  { steps }: TimelineLine,
  versions: readonly Version[],
  numbered: { next: number },
): Stage[] {
  const documents = { documentBefore: documentId, documentAfter: documentId };
  return versions.map((after, i): Stage => {
    const before = versions[i - 1];
    const changes = [{ documentId, bytes: after.bytes }];
    if (before === undefined) return { facts: [], changes };
    // Several versions may be of one day: which of them an edit belongs to, their texts tell.
    const edits = steps
      .filter(({ from, to }) => from === before.date && to === after.date)
      .flatMap((step) => step.edits)
      .filter((edit) => isStrict(edit, before.text, after.text));
    const facts = edits.map((edit) => toFact(edit, documents, numbered.next++));
    return { facts: distinctFacts(facts), changes };
  });
}
