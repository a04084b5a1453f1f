import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from '../../ingest/load/load.ts';
import { planCorpus } from '../../ingest/plan.ts';
import { applyChange } from './apply-step.ts';
import { messageOf, type Finding } from './finding.ts';
import { asRead, bare } from './read-text.ts';
import { readStep, stepFile, stepNames, type Step } from './read-steps.ts';

export interface CorpusDocument {
  readonly id: string;
  /** Canonical text. */
  readonly text: string;
  /** On one line, as a reader reads it. */
  readonly asRead: string;
  /** Its letters alone, of a format whose text is not the file itself; null = the text is the file. */
  readonly bare: string | null;
  /** The words of its headings, in their order. */
  readonly headings: readonly string[];
}

/** A corpus as it is, or as a step leaves it. */
export interface CorpusState {
  readonly corpus: string;
  /** Name of the step that led here; null = the corpus as it is. */
  readonly after: string | null;
  readonly documents: ReadonlyMap<string, CorpusDocument>;
}

/** A corpus, its steps, and what they lead to: `states[0]` before all of them, `states[n]` after the n-th. */
export interface CorpusHistory {
  readonly corpus: string;
  readonly steps: readonly Step[];
  readonly states: readonly [CorpusState, ...CorpusState[]];
}

const EXTRACTED = /\.(?:pdf|docx|html)$/;

/** Reads a corpus and plays its steps on a copy; what does not fit is told to `findings`. */
export async function readHistory(
  corpora: string,
  corpus: string,
  findings: Finding[],
): Promise<CorpusHistory> {
  const steps = stepNames(corpus, corpora).map((name) => {
    return readStep(corpora, corpus, name, findings);
  });
  const copies = mkdtempSync(join(tmpdir(), 'footnote-check-'));
  try {
    cpSync(join(corpora, corpus), join(copies, corpus), { recursive: true });
    const read = createReader(copies, corpus, findings);
    const first = await read(null);
    const later: CorpusState[] = [];
    for (const step of steps) {
      for (const [index, change] of step.changes.entries()) {
        try {
          applyChange(join(copies, corpus), step, change);
        } catch (error) {
          const at = `change ${index + 1}`;
          findings.push({ file: stepFile(step, 'step.json'), at, problem: messageOf(error) });
        }
      }
      later.push(await read(step.name));
    }
    return { corpus, steps, states: [first, ...later] };
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** Reads the state that a folder is in; a document that has not changed since is not read again. */
function createReader(
  corpora: string,
  corpus: string,
  findings: Finding[],
): (after: string | null) => Promise<CorpusState> {
  const known = new Map<string, CorpusDocument>();
  return async (after) => {
    const { files, failures } = await planCorpus(corpora, corpus);
    findings.push(
      ...failures.map(({ path, message }) => ({ file: path, at: 1, problem: message })),
    );
    const documents = new Map<string, CorpusDocument>();
    for (const { documentId, path } of files) {
      const bytes = readFileSync(path);
      const key = `${documentId} ${createHash('sha256').update(bytes).digest('hex')}`;
      try {
        const document = known.get(key) ?? (await readDocument(documentId, bytes));
        known.set(key, document);
        documents.set(documentId, document);
      } catch (error) {
        findings.push({ file: documentId, at: 1, problem: messageOf(error) });
      }
    }
    return { corpus, after, documents };
  };
}

async function readDocument(id: string, bytes: Uint8Array): Promise<CorpusDocument> {
  const { text, blocks } = await loadDocument({ bytes, path: id, mediaType: null });
  return {
    id,
    text,
    asRead: asRead(text),
    bare: EXTRACTED.test(id) ? bare(text) : null,
    headings: blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])),
  };
}
