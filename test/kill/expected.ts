import type { Entry, Intent } from './journal.ts';

/* What a store must hold, by what its journal says was done. */

export interface ExpectedDocument {
  /** SHA-256 of the source of each revision since the last erasure, oldest first. */
  readonly revisions: readonly string[];
  /** false = it is deleted. */
  readonly current: boolean;
}

export const ABSENT: ExpectedDocument = { revisions: [], current: false };

export interface Expected {
  /** By document id; one that is erased is not there. */
  readonly documents: Map<string, ExpectedDocument>;
  /** By document id: words that were meant to stand in this document alone, there or not. */
  readonly canaries: Map<string, string[]>;
  /** By document id: bytes that are in the store's files because of this document alone. */
  readonly traces: Map<string, Buffer[]>;
  /** What nothing may be left of once the erasure is finished. */
  readonly leaving: Buffer[];
  /** What nothing may be left of. */
  readonly erased: Buffer[];
  readonly answers: Set<string>;
  /** Of the last thing that is done. */
  seq: number;
  /** What is begun and not done. */
  open: Intent | null;
  /** The open intent is an erasure that will be made whatever happens. */
  requested: boolean;
}

export function expectNothing(): Expected {
  return {
    documents: new Map(),
    canaries: new Map(),
    traces: new Map(),
    leaving: [],
    erased: [],
    answers: new Set(),
    seq: 0,
    open: null,
    requested: false,
  };
}

/** Takes up what the journal says since. */
export function follow(expected: Expected, entries: readonly Entry[]): void {
  for (const entry of entries) {
    switch (entry.entry) {
      case 'intent':
        expected.open = entry.intent;
        if (entry.intent.type === 'write' && entry.intent.canary !== null) {
          add(expected.canaries, entry.intent.documentId, [entry.intent.canary]);
        }
        break;
      case 'requested':
        expected.requested = true;
        break;
      case 'answered':
        expected.answers.add(entry.answerId);
        break;
      case 'done':
        finish(expected, entry.seq, entry.traces);
    }
  }
}

function finish(expected: Expected, seq: number, traces: readonly string[]): void {
  const { open } = expected;
  if (open === null) throw new Error('the journal says that something is done that never began');
  for (const [documentId, after] of outcomesOf(expected, open)) {
    settle(expected, documentId, after);
  }
  if (open.type === 'write') {
    const bytes = traces.map((trace) => Buffer.from(trace, 'base64'));
    add(expected.traces, open.documentId, bytes);
  }
  expected.seq = Math.max(expected.seq, seq);
  close(expected);
}

/** Nothing is begun any more. */
export function close(expected: Expected): void {
  expected.open = null;
  expected.requested = false;
  expected.erased.push(...expected.leaving.splice(0));
}

/** Notes what became of a document. */
export function settle(expected: Expected, documentId: string, after: ExpectedDocument): void {
  if (after !== ABSENT) return void expected.documents.set(documentId, after);
  const { documents, canaries, traces, leaving } = expected;
  documents.delete(documentId);
  const words = canaries.get(documentId) ?? [];
  leaving.push(...words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]));
  leaving.push(...(traces.get(documentId) ?? []));
  canaries.delete(documentId);
  traces.delete(documentId);
}

/** What an intent makes of each document that it changes. */
export function outcomesOf(expected: Expected, intent: Intent): Map<string, ExpectedDocument> {
  const { documents } = expected;
  const outcomes = new Map<string, ExpectedDocument>();
  const change = (documentId: string, sha256: string | null): void => {
    const before = documents.get(documentId) ?? ABSENT;
    const after = changed(before, sha256);
    if (after !== before) outcomes.set(documentId, after);
  };
  switch (intent.type) {
    case 'write':
      change(intent.documentId, intent.sha256);
      break;
    case 'scan':
      for (const id of new Set([...documents.keys(), ...Object.keys(intent.files)])) {
        // What came over the API is none of a scan's business.
        if (id.startsWith('files/')) change(id, intent.files[id] ?? null);
      }
      break;
    case 'erase':
      outcomes.set(intent.documentId, ABSENT);
      break;
    case 'collect':
  }
  return outcomes;
}

function changed(before: ExpectedDocument, sha256: string | null): ExpectedDocument {
  if (sha256 === null) return before.current ? { ...before, current: false } : before;
  if (before.current && before.revisions.at(-1) === sha256) return before;
  return { revisions: [...before.revisions, sha256], current: true };
}

function add<T>(map: Map<string, T[]>, key: string, values: readonly T[]): void {
  map.set(key, [...(map.get(key) ?? []), ...values]);
}
