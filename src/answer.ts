import { newId, hrefOf } from './core/ids.ts';
import type { Answer, Citation, Claim, Hit, Span } from './core/model.ts';
import { createLineIndex, type LineIndex } from './core/text.ts';
import type { Trace } from './core/trace.ts';
import type { DraftClaim, Generator, Source } from './generate/types.ts';
import type { Query, Retrieval, Retriever } from './retrieve/types.ts';
import type { Store } from './store/types.ts';
import type { AlignedQuote, VerifiedClaim, VerifySource } from './verify/types.ts';
import { verifyClaim } from './verify/verify.ts';

export interface AskRequest extends Query {
  /** Earlier turns of the conversation, oldest first. */
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
}

/** What happens on the way to an answer, in this order; a claim event is already verified. */
export type AnswerEvent =
  | { readonly type: 'retrieval'; readonly hits: readonly Hit[] }
  | { readonly type: 'claim'; readonly claim: Claim; readonly citations: readonly Citation[] }
  | { readonly type: 'answer'; readonly answer: Answer };

export interface Answerer {
  /** The answer is stored before its `answer` event leaves. @throws what Retriever.retrieve throws */
  ask(request: AskRequest, signal?: AbortSignal): AsyncGenerator<AnswerEvent>;
}

/** Characters around a quote that a citation carries, so that it can be found again in another text. */
const CONTEXT_CHARACTERS = 48;
/** Passages that an abstention names as the nearest. */
const NEAREST = 3;
const ABSTAINED_TEXT = 'The documents do not answer this question.';

/** Question → retrieve → generate → verify → stored answer: the whole of it, in one place. */
export function createAnswerer(parts: {
  store: Store;
  retriever: Retriever;
  generator: Generator;
  embedderId: string;
  partialClaims: 'label' | 'drop';
}): Answerer {
  const { store, retriever, generator, embedderId, partialClaims } = parts;

  async function* ask(request: AskRequest, signal?: AbortSignal): AsyncGenerator<AnswerEvent> {
    const startedAt = performance.now();
    const retrieval = await retriever.retrieve(request, signal);
    const hits = retrieval.passages.map(({ hit }) => hit);
    yield { type: 'retrieval', hits };

    const page = createPage(retrieval);
    const { evidence } = retrieval;
    const generateStartedAt = performance.now();
    let verifyMs = 0;
    if (evidence.value >= evidence.threshold) {
      const generateRequest = {
        question: request.question,
        terms: retrieval.terms,
        sources: page.sources,
      };
      for await (const draft of generator.generate(generateRequest, signal)) {
        const verifyStartedAt = performance.now();
        const verified = verifyClaim(draft, page.verifySources, request.question);
        const event = page.write(draft, verified, partialClaims);
        verifyMs += performance.now() - verifyStartedAt;
        if (event !== null) yield event;
      }
    }

    const answered = page.claims.length > 0;
    const endedAt = performance.now();
    const answer: Answer = {
      id: newId('ans'),
      question: request.question,
      status: answered ? 'answered' : 'abstained',
      abstention: answered
        ? null
        : { reason: reasonOf(retrieval, page.drafts.length), nearest: hits.slice(0, NEAREST) },
      text: answered ? page.text() : ABSTAINED_TEXT,
      claims: page.claims,
      citations: page.citations,
      snapshot: { seq: retrieval.seq, asOf: retrieval.asOf },
      stale: retrieval.asOf === null ? false : null,
      models: { embedder: embedderId, generator: generator.id },
      usage: { promptTokens: 0, completionTokens: 0 },
      timings: {
        retrieveMs: rounded(retrieval.durationMs),
        generateMs: rounded(endedAt - generateStartedAt - verifyMs),
        verifyMs: rounded(verifyMs),
        totalMs: rounded(endedAt - startedAt),
      },
      offsetUnit: 'utf16',
      createdAt: new Date().toISOString(),
    };
    const trace: Trace = {
      question: request.question,
      seq: retrieval.seq,
      retrieval: retrieval.trace,
      generation: { generator: generator.id, claims: page.drafts.map(({ draft }) => draft) },
      verification: { claims: page.drafts.map(({ verified, kept }) => ({ ...verified, kept })) },
      timings: answer.timings,
    };
    await store.saveAnswer({ answer, trace });
    yield { type: 'answer', answer };
  }

  return { ask };
}

interface WrittenClaim {
  readonly draft: DraftClaim;
  readonly verified: VerifiedClaim;
  readonly kept: boolean;
}

/** The answer as it is being written: each claim at its span, each quote with its number. */
function createPage(retrieval: Retrieval) {
  const { passages } = retrieval;
  const sources: Source[] = passages.map(({ hit, passage, contextMatches, units }) => ({
    passage,
    score: hit.score,
    contextMatches,
    units,
  }));
  const verifySources: VerifySource[] = passages.map(({ passage }) => ({
    revisionText: passage.revisionText,
    span: passage.span,
    context: [passage.title, ...passage.headings],
    fields: [...(passage.columns ?? []), ...Object.keys(passage.record ?? {})],
  }));
  const lineIndexes = new Map<string, LineIndex>();
  const claims: Claim[] = [];
  const citations: Citation[] = [];
  const drafts: WrittenClaim[] = [];
  let text = '';
  let afterOwnLine = false;

  function cite({ source, span }: AlignedQuote): Citation {
    const { hit, passage } = passages[source - 1] as Retrieval['passages'][number];
    const known = citations.find(
      (citation) =>
        citation.documentId === hit.documentId &&
        citation.revision === hit.revision &&
        citation.span.start === span.start &&
        citation.span.end === span.end,
    );
    if (known !== undefined) return known;
    const { revisionText } = passage;
    let lines = lineIndexes.get(revisionText);
    if (lines === undefined) lineIndexes.set(revisionText, (lines = createLineIndex(revisionText)));
    const { text: passageText, metadata, rank, score, lexical, dense, ...place } = hit;
    const citation: Citation = {
      ...place,
      number: citations.length + 1,
      span,
      lines: lines.linesOf(span),
      href: hrefOf(hit.documentId, hit.revision, span.start, span.end),
      quote: revisionText.slice(span.start, span.end),
      prefix: revisionText.slice(Math.max(0, span.start - CONTEXT_CHARACTERS), span.start),
      suffix: revisionText.slice(span.end, span.end + CONTEXT_CHARACTERS),
      retrieval: { rank, score, lexical, dense },
      status: 'current',
    };
    citations.push(citation);
    return citation;
  }

  return {
    sources,
    verifySources,
    claims,
    citations,
    drafts,
    text: () => text,
    /** Puts a claim on the page; null when it is dropped. */
    write(
      draft: DraftClaim,
      verified: VerifiedClaim,
      partialClaims: 'label' | 'drop',
    ): AnswerEvent | null {
      const { verdict, checks, quotes } = verified;
      const kept = verdict === 'supported' || (verdict === 'partial' && partialClaims === 'label');
      drafts.push({ draft, verified, kept });
      if (!kept) return null;
      const cited = [...new Set(quotes.map(cite))];
      const numbers = cited.map(({ number }) => number);
      if (text !== '') text += draft.ownLine || afterOwnLine ? '\n' : ' ';
      afterOwnLine = draft.ownLine;
      const span: Span = { start: text.length, end: text.length + draft.text.length };
      text += `${draft.text} ${numbers.map((number) => `[${number}]`).join('')}`;
      const claim: Claim = { text: draft.text, span, verdict, checks, citations: numbers };
      claims.push(claim);
      return { type: 'claim', claim, citations: cited };
    },
  };
}

/** Why there is no answer, in a sentence for the person who asked. */
function reasonOf({ evidence, passages }: Retrieval, drafts: number): string {
  if (passages.length === 0) return 'No passage has anything in common with the question.';
  if (evidence.value < evidence.threshold) {
    const numbers = `evidence ${evidence.value.toFixed(2)}, needed ${evidence.threshold.toFixed(2)}`;
    const words = evidence.unknownWords.map((word) => `“${word}”`).join(', ');
    const unknown = words === '' ? '' : ` Words that stand in no document: ${words}.`;
    return `No passage accounts for enough of the question (${numbers}).${unknown}`;
  }
  return drafts === 0
    ? 'The nearest passages hold no sentence that answers the question.'
    : 'No claim stood up to verification.';
}

/** Milliseconds to the microsecond: what comes after is noise. */
function rounded(durationMs: number): number {
  return Math.round(durationMs * 1000) / 1000;
}
