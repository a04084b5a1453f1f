import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerer, type AnswerEvent } from '../src/answer.ts';
import { compose, type Parts } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import type { Answer, Citation } from '../src/core/model.ts';
import { createLineIndex } from '../src/core/text.ts';
import type { DraftClaim } from '../src/generate/types.ts';
import { EVERYTHING } from './helpers/documents.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

const REFUNDS = `# Refunds

We are glad to help.
Refunds are paid within **14 days** of the return.
The money goes back to the card that was used.

## Fees

| Case | Fee | Not included |
| --- | --- | --- |
| Late return | 15 EUR | transport in 2 boxes |
| Lost key | 40 EUR | |
`;
const UNLOCKING = `# Unlocking

To unlock the bicycle:

1. Open the app.
2. Hold the phone to the lock.

The lock beeps twice.
`;

let folder: string;
let parts: Parts;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-answer-'));
  const env = { DATA_DIR: join(folder, 'data'), CORPORA_DIR: folder, LOG_LEVEL: 'silent' };
  parts = await compose(readConfig(env));
});
beforeEach(async () => {
  await put('support/refunds.md', REFUNDS);
  await put('support/unlocking.md', UNLOCKING);
  await put(
    'support/windows.md',
    'The warehouse opens at 8.\r\n\r\nThe counter closes at 17:30.\r\n',
  );
  await put('support/brakes.md', 'Squeaking brakes need new pads, which the workshop fits.\n');
});
afterEach(async () => {
  const { items } = await parts.store.documents(EVERYTHING, { limit: 100, cursor: null });
  for (const { documentId } of items) await parts.ingester.remove(documentId, null);
});
afterAll(async () => {
  await parts.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (documentId: string, text: string) =>
  parts.ingester.put({
    documentId,
    bytes: Buffer.from(text),
    mediaType: 'text/markdown',
    ifRevision: null,
  });

async function eventsOf(question: string, answerer = parts.answerer): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of answerer.ask(plainQuery(question))) events.push(event);
  return events;
}

async function ask(question: string, answerer = parts.answerer): Promise<Answer> {
  const last = (await eventsOf(question, answerer)).at(-1);
  if (last?.type !== 'answer') throw new Error('the last event is no answer');
  return last.answer;
}

/** An answerer that says these claims of its sources, whatever they are. */
function saying(...claims: DraftClaim[]) {
  const { store, retriever } = parts;
  const generator = {
    id: 'scripted',
    declines: false,
    async *generate() {
      for (const claim of claims) yield { type: 'claim' as const, ...claim };
    },
  };
  return createAnswerer({
    store,
    retriever,
    generator,
    fallback: null,
    partialClaims: 'drop',
  });
}

/** Holds an answer to what DESIGN says of every answer. */
async function checkWhole(answer: Answer): Promise<void> {
  for (const claim of answer.claims) {
    const marks = claim.citations.map((number) => `[${number}]`).join('');
    expect(answer.text.slice(claim.span.start, claim.span.end)).toBe(claim.text);
    expect(answer.text.slice(claim.span.end)).toMatch(
      new RegExp(`^ ${marks.replace(/[[\]]/g, '\\$&')}(?:\\s|$)`),
    );
    expect(claim.citations.length).toBeGreaterThan(0);
  }
  expect(answer.citations.map(({ number }) => number)).toEqual(
    answer.citations.map((_, i) => i + 1),
  );
  for (const citation of answer.citations) await checkCitation(citation);
}

async function checkCitation(citation: Citation): Promise<void> {
  const { documentId, revision, span, quote, prefix, suffix } = citation;
  const { text, sha256 } = await parts.store.revision(EVERYTHING, documentId, revision);
  expect(text.slice(span.start, span.end)).toBe(quote);
  expect(text.slice(0, span.start).endsWith(prefix)).toBe(true);
  expect(text.slice(span.end).startsWith(suffix)).toBe(true);
  expect(prefix.length).toBe(Math.min(48, span.start));
  expect(citation).toMatchObject({
    revisionSha256: sha256,
    lines: createLineIndex(text).linesOf(span),
    href: `/v1/documents/${encodeURIComponent(documentId)}/revisions/${revision}#char=${span.start},${span.end}`,
    status: 'current',
  });
}

describe('an answer', () => {
  it('holds its claims word for word, each followed by its marks', async () => {
    const answer = await ask('How long do refunds take?');
    expect(answer).toMatchObject({ status: 'answered', abstention: null, stale: false });
    expect(answer.text).toContain('Refunds are paid within 14 days of the return. [');
    await checkWhole(answer);
    const cited = answer.citations.find(({ quote }) => quote.includes('14 days'));
    expect(cited).toMatchObject({
      quote: 'Refunds are paid within **14 days** of the return.',
      lines: { start: 4, end: 4 },
      headings: ['Refunds'],
      corpus: 'support',
    });
  });

  it('counts the lines of a text with CRLF', async () => {
    const answer = await ask('When does the counter close?');
    await checkWhole(answer);
    const cited = answer.citations.find(({ quote }) => quote.includes('17:30'));
    expect(cited).toMatchObject({ lines: { start: 3, end: 3 } });
  });

  it('reads a table row with its header, and lets the header’s words through the gates', async () => {
    const answer = await ask('What is the fee for a late return?');
    await checkWhole(answer);
    expect(answer.text).toContain(
      'Case: Late return; Fee: 15 EUR; Not included: transport in 2 boxes [',
    );
    expect(answer.citations.map(({ quote }) => quote)).toContain(
      '| Late return | 15 EUR | transport in 2 boxes |',
    );
  });

  it('puts entries on lines of their own', async () => {
    const answer = await ask('How do I unlock the bicycle?');
    await checkWhole(answer);
    expect(answer.text).toMatch(
      /(?:^|\n)Open the app\. \[\d\]\nHold the phone to the lock\. \[\d\](?:\n|$)/,
    );
  });

  it('comes after its hits and claims, and is stored before it comes', async () => {
    const types: string[] = [];
    for await (const event of parts.answerer.ask(plainQuery('How long do refunds take?'))) {
      types.push(event.type);
      if (event.type !== 'answer') continue;
      const stored = await parts.store.answer(EVERYTHING, event.answer.id);
      expect(stored.answer).toEqual(event.answer);
      expect(stored.trace).toMatchObject({ seq: event.answer.snapshot.seq });
    }
    expect(types[0]).toBe('retrieval');
    expect(types.at(-1)).toBe('answer');
    expect(new Set(types.slice(1, -1))).toEqual(new Set(['claim']));
  });

  it('abstains in a sentence, with the nearest passages and no claims', async () => {
    const answer = await ask('Who composed the opera Carmen?');
    expect(answer).toMatchObject({
      status: 'abstained',
      claims: [],
      citations: [],
      stale: false,
      abstention: { reason: expect.stringMatching(/^No passage .+\.$/) as string },
    });
    expect(answer.text).toMatch(/^[A-Z].+\.$/);
    expect(answer.abstention?.nearest.length).toBeLessThanOrEqual(3);
    expect(await parts.store.answer(EVERYTHING, answer.id)).toMatchObject({ answer });
  });

  it('tells of an edit in the very next answer', async () => {
    const { seq } = await put('support/refunds.md', REFUNDS.replace('14 days', '21 days'));
    const answer = await ask('How long do refunds take?');
    expect(answer.snapshot.seq).toBe(seq);
    expect(answer.text).toContain('21 days');
    expect(answer.text).not.toContain('14 days');
    await checkWhole(answer);
  });

  it('no longer tells of what was deleted', async () => {
    await parts.ingester.remove('support/refunds.md', null);
    const answer = await ask('How long do refunds take?');
    const cited = answer.citations.map(({ documentId }) => documentId);
    expect(cited).not.toContain('support/refunds.md');
    expect(answer.text).not.toContain('14 days');
  });
});

describe('what a generator says', () => {
  const quote = (text: string, number = 1) => ({ source: number, quote: text, start: null });
  const refunds = 'Refunds are paid within **14 days** of the return.';

  it('is dropped when its quote stands nowhere, and kept in the trace with the gate', async () => {
    const claim = {
      text: 'Refunds take 14 days.',
      evidence: [quote('take 14 days')],
      ownLine: false,
    };
    const answer = await ask('How long until refunds are paid?', saying(claim));
    expect(answer).toMatchObject({ status: 'abstained', claims: [], citations: [] });
    expect(answer.abstention?.reason).toBe('No claim stood up to verification.');
    const { trace } = await parts.store.answer(EVERYTHING, answer.id);
    expect(trace.verification).toMatchObject({
      claims: [
        {
          verdict: 'unsupported',
          kept: false,
          failed: expect.arrayContaining(['verbatim']) as string[],
        },
      ],
    });
  });

  it('cites the same words once, under one number', async () => {
    const text = 'Refunds are paid within 14 days of the return.';
    const answer = await ask(
      'How long until refunds are paid?',
      saying(
        { text, evidence: [quote(refunds), quote(refunds)], ownLine: false },
        { text: 'Refunds are paid.', evidence: [quote(refunds)], ownLine: false },
      ),
    );
    expect(answer.text).toBe(`${text} [1] Refunds are paid. [1]`);
    expect(answer.citations).toHaveLength(1);
    await checkWhole(answer);
  });
});

describe('the page', () => {
  it('breaks the line before and after a claim of its own line, and nowhere else', async () => {
    const claimOf = (text: string, ownLine: boolean): DraftClaim => ({
      text,
      evidence: [{ source: 1, quote: text, start: null }],
      ownLine,
    });
    const answerer = saying(
      claimOf('To unlock the bicycle:', false),
      claimOf('Open the app.', true),
      claimOf('Hold the phone to the lock.', true),
      claimOf('The lock beeps twice.', false),
      claimOf('Open the app.', false),
    );
    const answer = await ask('How do I unlock the bicycle with the app?', answerer);
    expect(answer.text.split('\n')).toEqual([
      'To unlock the bicycle: [1]',
      'Open the app. [2]',
      'Hold the phone to the lock. [3]',
      'The lock beeps twice. [4] Open the app. [2]',
    ]);
    await checkWhole(answer);

    let told = '';
    for await (const event of answerer.ask(plainQuery('How do I unlock the bicycle with the app?')))
      if (event.type === 'claim') told += event.text;
    expect(told).toBe(answer.text);
  });
});

describe('the status of a citation', () => {
  const question = 'How long do refunds take?';
  const now = async (answer: Answer) => {
    const { citations, stale } = await parts.citationStatus(answer, EVERYTHING);
    return { statuses: new Set(citations.map(({ status }) => status)), stale };
  };

  it('is current while the quote stands where it stood', async () => {
    const answer = await ask(question);
    await put('support/refunds.md', `${REFUNDS}\nOne more line.\n`);
    expect(await now(answer)).toEqual({ statuses: new Set(['current']), stale: false });
  });

  it('is moved when it stands elsewhere in the document', async () => {
    const answer = await ask(question);
    await put('support/refunds.md', REFUNDS.replace('We are glad', 'We are very glad'));
    const { statuses, stale } = await now(answer);
    expect(statuses).toContain('moved');
    expect(stale).toBe(statuses.has('changed'));
  });

  it('is changed when it stands nowhere in it, and the answer is stale', async () => {
    const answer = await ask(question);
    await put('support/refunds.md', REFUNDS.replace('14 days', '21 days'));
    const { statuses, stale } = await now(answer);
    expect(statuses).toContain('changed');
    expect(stale).toBe(true);
  });

  it('is deleted with the document, and current again when it comes back', async () => {
    const answer = await ask(question);
    await parts.ingester.remove('support/refunds.md', null);
    const gone = await now(answer);
    expect(gone.statuses).toContain('deleted');
    expect(gone.stale).toBe(true);
    await put('support/refunds.md', REFUNDS);
    expect(await now(answer)).toEqual({ statuses: new Set(['current']), stale: false });
  });

  it('of an as-of answer is told, but it does not make it stale', async () => {
    const { seq } = await parts.store.latest();
    const answer = await parts.answerer.answer(plainQuery(question, { asOf: seq }));
    expect(answer).toMatchObject({ status: 'answered', snapshot: { seq, asOf: seq }, stale: null });
    await put('support/refunds.md', REFUNDS.replace('14 days', '21 days'));
    expect(await now(answer)).toMatchObject({ stale: null });
    expect((await now(answer)).statuses).toContain('changed');
  });
});

describe('the answers that a revision has overtaken', () => {
  const question = 'How long do refunds take?';
  /** Revises the document; answers of earlier tests quote it as well, and come last. */
  const overtakenBy = async (text: string) => {
    const documentId = 'support/refunds.md';
    const { revision } = await put(documentId, text);
    const step = { documentId, before: revision - 1, after: revision };
    return parts.staleAnswers(step, EVERYTHING);
  };

  it('are those whose quoted words are gone, newest first, each told once', async () => {
    const first = await ask(question);
    const second = await ask(question);
    const stale = await overtakenBy(REFUNDS.replace('14 days', '21 days'));
    expect(stale.slice(0, 2)).toEqual([second.id, first.id]);
    expect(new Set(stale).size).toBe(stale.length);
    const third = await ask(question);
    const next = await overtakenBy(REFUNDS.replace('14 days', '28 days'));
    expect(next[0]).toBe(third.id);
    expect(next).not.toContain(second.id);
  });

  it('are none while the words still stand somewhere', async () => {
    await ask(question);
    expect(await overtakenBy(`A new line.\n\n${REFUNDS}`)).toEqual([]);
  });
});
