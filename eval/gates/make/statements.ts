import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedDocument } from '../../../ingest/load/parse.ts';
import { stripInlineMarkup, tableCells } from '../../../src/core/markup.ts';
import type { Metadata } from '../../../src/core/model.ts';
import type { PassageDraft, Unit } from '../../../src/store/types.ts';
import type { Documents } from '../documents.ts';
import { readLines } from '../../read-lines.ts';
import { MONTHS } from './dates.ts';

/** What one place of a document states: the raw material of claims. */
export interface Statement {
  /** Over all documents, from 1: which half its claims are of. */
  readonly number: number;
  readonly documentId: string;
  /** Title as shown, of the document. */
  readonly title: string;
  /** The words that a claim quotes, as they stand in the canonical text. */
  readonly quote: string;
  /** What was asked for it among the questions of its corpus; null = nothing. */
  readonly question: string | null;
  readonly content:
    | { readonly kind: 'sentence'; readonly text: string; readonly passage: PassageDraft }
    | {
        readonly kind: 'row';
        readonly columns: readonly string[];
        readonly cells: readonly string[];
      }
    | { readonly kind: 'record'; readonly fields: Metadata };
}

/** Formats whose canonical text is the decoded file. */
const TEXT_FORMAT = /\.(?:md|txt|csv|jsonl)$/;
const NOT_INGESTED = /^(?:[_.]|README\.md$|questions\.jsonl$)/;
const ENUMERATOR = /^(?:\(\w{1,4}\)|\d+(?:\.\d+)*[A-Z]?\.?|-|\*)\s+/;
/** Such a sentence speaks of the one before it. */
const ANAPHORA =
  /^(?:It|Its|They|Their|This|That|These|Those|He|She|His|Her|Such|Here|There|Both|Neither|So|But|And|Or|Then|Otherwise|After that|Until then|In that case)\b/;
const SAYS_SOMETHING = new RegExp(
  `\\d|\\b(?:${MONTHS.join('|')})\\b|\\b(?:not|no|never|none|nobody|nothing|cannot|must|may|shall|should|can|only|unless|except|without|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)\\b|(?<=[a-z,] )\\p{Lu}\\p{Ll}{2,}`,
  'u',
);
/** Of the verbs there are, those that the corpora's sentences have, or tell their readers to do. */
const HAS_VERB =
  /\b(?:is|are|was|were|be|has|have|had|must|may|can|cannot|will|shall|should|does|do|did|means?|costs?|pays?|paid|ends?|begins?|appl(?:y|ies)|gets?|gives?|takes?|runs?|goes|go|comes?|holds?|needs?|lasts?|keeps?|stays?|leaves?|receives?|sends?|covers?|counts?|belongs?|opens?|closes?|answers?|contains?|includes?|consists?|allows?)\b|^(?:Use|Open|Ask|Write|Book|Charge|Keep|Put|Tell|Ring|Call|Choose|Report|Press|Bring|Claim|Stand|Read|Check|Do|Make|Let|See|Show)\b/;
const LENGTH = { min: 45, max: 230 };
const CORPORA = ['legal', 'media', 'support'];

/** Every statement of the corpora that a claim can be made of, in the order of documents and places. */
export async function readStatements(
  corporaDir: string,
  documents: Documents,
): Promise<Statement[]> {
  const statements: Omit<Statement, 'number'>[] = [];
  for (const corpus of CORPORA) {
    const folder = join(corporaDir, corpus);
    const questions = readQuestions(join(folder, 'questions.jsonl'));
    const names = readdirSync(folder)
      .filter((name) => TEXT_FORMAT.test(name) && !NOT_INGESTED.test(name))
      .sort();
    for (const name of names) {
      const documentId = `${corpus}/${name}`;
      const document = await documents.document(documentId);
      for (const statement of statementsOf(document)) {
        const question = questionFor(questions, documentId, statement.quote);
        statements.push({ ...statement, documentId, title: document.title, question });
      }
    }
  }
  return statements.map((statement, index) => ({ number: index + 1, ...statement }));
}

type Bare = Pick<Statement, 'quote' | 'content'>;

function statementsOf({ text, passages }: ParsedDocument): Bare[] {
  const seen = new Set<string>();
  return passages
    .flatMap((passage) => passage.units.flatMap((unit) => statementOf(text, passage, unit)))
    .filter(({ quote }) => !seen.has(quote) && seen.add(quote) !== undefined);
}

function statementOf(text: string, passage: PassageDraft, unit: Unit): Bare[] {
  const raw = text.slice(unit.start, unit.end);
  if (unit.kind === 'record' && passage.record !== null) {
    return [{ quote: raw, content: { kind: 'record', fields: passage.record } }];
  }
  if (unit.kind === 'row' && passage.columns !== null) {
    const cells = tableCells(raw).map(stripInlineMarkup);
    if (cells.join() === passage.columns.map(stripInlineMarkup).join()) return [];
    return [{ quote: raw, content: { kind: 'row', columns: passage.columns, cells } }];
  }
  return unit.kind === 'sentence' || unit.kind === 'entry' ? sentenceOf(raw, passage) : [];
}

function sentenceOf(raw: string, passage: PassageDraft): Bare[] {
  const quote = raw.replace(ENUMERATOR, '');
  const sentence = stripInlineMarkup(quote);
  const whole =
    sentence.length >= LENGTH.min &&
    sentence.length <= LENGTH.max &&
    /^\p{Lu}[\p{L}’' -].*[\p{L}\p{N})]\.$/u.test(sentence) &&
    !/[\n|:"“”?!]|\.\s+\p{Lu}/u.test(sentence) &&
    !quote.includes('\n');
  if (!whole) return [];
  if (ANAPHORA.test(sentence) || !SAYS_SOMETHING.test(sentence)) return [];
  if (!HAS_VERB.test(sentence)) return [];
  return [{ quote, content: { kind: 'sentence', text: sentence, passage } }];
}

interface CorpusQuestion {
  readonly question: string;
  readonly gold?: readonly { readonly document: string; readonly quote: string }[];
}

function readQuestions(path: string): CorpusQuestion[] {
  return readLines<CorpusQuestion>(path);
}

function questionFor(
  questions: readonly CorpusQuestion[],
  documentId: string,
  quote: string,
): string | null {
  const asked = questions.find(({ gold }) =>
    gold?.some(
      ({ document, quote: answer }) =>
        document === documentId && (answer.includes(quote) || quote.includes(answer)),
    ),
  );
  return asked?.question ?? null;
}
