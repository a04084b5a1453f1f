import type { DocumentInterface } from '@langchain/core/documents';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { FakeListChatModel, FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import {
  FootnoteRetriever,
  type FootnoteDocumentMetadata,
  type FootnoteRetrieverInput,
} from '../../src/retrieve/langchain-retriever.ts';
import { openSmallCorpora, SMALL_CORPORA, type SmallCorpora } from '../helpers/small-corpora.ts';

let small: SmallCorpora;

beforeAll(async () => {
  small = await openSmallCorpora();
  await small.parts.ingester.scan({ corpus: null });
});
afterAll(() => small.close());

function retrieverOf(options: Partial<FootnoteRetrieverInput> = {}): FootnoteRetriever {
  return new FootnoteRetriever({ retriever: small.parts.retriever, ...options });
}

/** Sources numbered from 1, as a prompt wants them. */
function formatSources(documents: DocumentInterface<FootnoteDocumentMetadata>[]): string {
  return documents
    .map(({ pageContent, metadata }, i) => `[${i + 1}] ${metadata.title}: ${pageContent}`)
    .join('\n');
}

describe('in a LangChain chain', () => {
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', 'Answer from these sources alone:\n{sources}'],
    ['human', '{question}'],
  ]);

  it('feeds retriever → prompt → model → parser', async () => {
    const chain = RunnableSequence.from([
      {
        sources: retrieverOf({ topK: 2 }).pipe(formatSources),
        question: new RunnablePassthrough(),
      },
      prompt,
      new FakeListChatModel({ responses: ['Within 14 days. [1]'] }),
      new StringOutputParser(),
    ]);
    expect(await chain.invoke('How many days until refunds are paid?')).toBe('Within 14 days. [1]');
  });

  it('puts the passages it found before the model, best first', async () => {
    const prompted = RunnableSequence.from([
      {
        sources: retrieverOf({ topK: 2 }).pipe(formatSources),
        question: new RunnablePassthrough(),
      },
      prompt,
    ]);
    const { messages } = await prompted.invoke('How many days until refunds are paid?');
    const [system, human] = messages.map(({ content }) => content as string);
    expect(system).toMatch(
      /^Answer from these sources alone:\n\[1\] Refunds: # Refunds\n\nRefunds are paid within 14 days/,
    );
    expect(human).toBe('How many days until refunds are paid?');
  });

  it('streams through the chain', async () => {
    const model = new FakeStreamingChatModel({ sleep: 0 });
    const chain = retrieverOf().pipe(formatSources).pipe(model).pipe(new StringOutputParser());
    let streamed = '';
    for await (const chunk of await chain.stream('Who may ask for a refund?')) streamed += chunk;
    expect(streamed).toContain('Only the person who placed the order');
  });

  it('answers several questions at once, each with its own documents', async () => {
    const [refund, law] = await retrieverOf({ topK: 1 }).batch([
      'When are refunds paid?',
      'Which law governs the terms?',
    ]);
    expect(refund?.[0]?.metadata.documentId).toBe('support/refunds.md');
    expect(law?.[0]?.metadata.documentId).toBe('legal/terms.md');
  });

  it('tells callbacks what it found, and of what went wrong', async () => {
    const found: number[] = [];
    const failed: unknown[] = [];
    const callbacks = [
      {
        handleRetrieverEnd: (documents: DocumentInterface[]) => void found.push(documents.length),
        handleRetrieverError: (error: unknown) => void failed.push(error),
      },
    ];
    await retrieverOf({ topK: 2 }).invoke('When are refunds paid?', { callbacks });
    expect(found).toEqual([2]);
    const lost = retrieverOf({ corpora: ['nowhere'] }).invoke('Refunds?', { callbacks });
    await expect(lost).rejects.toThrow(FootnoteError);
    expect(failed).toEqual([expect.objectContaining({ code: 'INVALID_CORPUS' })]);
  });
});

describe('a document of the retriever', () => {
  it('carries the passage and all that a citation of it needs', async () => {
    const [first] = await retrieverOf().invoke('Who may ask for a refund?');
    expect(first?.pageContent).toContain('Only the person who placed the order');
    expect(first?.metadata).toEqual({
      documentId: 'support/refunds.md',
      corpus: 'support',
      title: 'Refunds',
      revision: 1,
      revisionSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      ingestedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      span: { start: expect.any(Number) as number, end: expect.any(Number) as number },
      lines: { start: expect.any(Number) as number, end: 7 },
      page: null,
      headings: ['Refunds', 'Who may ask'],
      href: expect.stringContaining(
        '/v1/documents/support%2Frefunds.md/revisions/1#char=',
      ) as string,
      seq: (await small.parts.store.latest()).seq,
      rank: 1,
      score: expect.any(Number) as number,
      lexical: { rank: 1, score: expect.any(Number) as number },
      dense: { rank: expect.any(Number) as number, score: expect.any(Number) as number },
      metadata: {},
    });
    const { span } = first!.metadata;
    const text = SMALL_CORPORA['support/refunds.md']!;
    expect(text.slice(span.start, span.end)).toBe(first!.pageContent);
    expect(first!.id).toBe(first!.metadata.href);
  });

  it('keeps the fields of a record apart from its own', async () => {
    const [first] = await retrieverOf().invoke('What is the fee for a lost key?');
    expect(first?.metadata.documentId).toBe('support/fees.csv');
    expect(first?.metadata.metadata).toMatchObject({ fee: 'lost key', region: 'UK' });
    expect(first?.metadata).not.toHaveProperty('region');
  });
});

describe('options of the retriever', () => {
  const question = 'What about refunds, fees, delivery, terms and notice?';
  const idsOf = async (options: Partial<FootnoteRetrieverInput>) =>
    (await retrieverOf(options).invoke(question)).map(({ metadata }) => metadata.documentId);

  it('finds in every corpus unless corpora are named', async () => {
    expect(new Set((await idsOf({})).map((id) => id.split('/')[0]))).toEqual(
      new Set(['support', 'legal']),
    );
    expect(new Set(await idsOf({ corpora: ['legal'] }))).toEqual(new Set(['legal/terms.md']));
  });

  it('filters by the fields of records', async () => {
    const options = { filter: { region: 'EU' } };
    const found = await retrieverOf(options).invoke(question);
    expect(found.map(({ metadata }) => metadata.metadata['fee'])).toEqual(['late return']);
  });

  it('gives topK documents at most', async () => {
    expect(await idsOf({ topK: 1 })).toHaveLength(1);
  });

  it('sees nothing of what came after asOf', async () => {
    expect(await idsOf({ asOf: 0 })).toEqual([]);
  });

  it('shows a reader only what the groups may read', async () => {
    const documentId = 'support/salaries.md';
    await small.parts.ingester.put({
      documentId,
      bytes: Buffer.from('# Refund fees\n\nThe refund fees of delivery staff are secret.\n'),
      mediaType: 'text/markdown',
      readers: ['staff'],
      ifRevision: null,
    });
    expect(await idsOf({ topK: 20 })).toContain(documentId);
    expect(await idsOf({ topK: 20, groups: ['staff'] })).toContain(documentId);
    expect(await idsOf({ topK: 20, groups: [] })).not.toContain(documentId);
  });
});
