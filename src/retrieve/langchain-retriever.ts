import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Metadata, RetrieverScore, Span } from '../core/model.ts';
import type { Query, RetrievedPassage, Retriever } from './types.ts';
import { plainQuery } from './plain-query.ts';

/** What narrows the search; each field as in `Query`, and as in a plain query where it is left out. */
export interface FootnoteRetrieverInput
  extends BaseRetrieverInput, Partial<Omit<Query, 'question'>> {
  readonly retriever: Retriever;
}

/** Where a LangChain document stands, so that what is made of it can still be cited. */
export interface FootnoteDocumentMetadata {
  readonly documentId: string;
  readonly corpus: string;
  readonly title: string;
  readonly revision: number;
  readonly revisionSha256: string;
  readonly ingestedAt: string;
  /** UTF-16 code units of the revision's text, end exclusive: `pageContent` stands there. */
  readonly span: Span;
  readonly lines: Span;
  readonly page: number | null;
  readonly headings: readonly string[];
  readonly href: string;
  /** The commit that was searched. */
  readonly seq: number;
  readonly rank: number;
  readonly score: number;
  readonly lexical: RetrieverScore | null;
  readonly dense: RetrieverScore | null;
  /** What the document or record says of itself, under a key of its own so that it overwrites nothing. */
  readonly metadata: Metadata;
}

/**
 * Our retriever as LangChain knows one: a question in, documents out, best first. What it finds is what
 * an answer would be made from; nothing is declined here.
 * @throws what Retriever.retrieve throws, on `invoke`
 */
export class FootnoteRetriever extends BaseRetriever<FootnoteDocumentMetadata> {
  static override lc_name(): string {
    return 'FootnoteRetriever';
  }

  override lc_namespace = ['footnote', 'retrieve'];

  private readonly retriever: Retriever;
  private readonly scope: Partial<Query>;

  constructor(input: FootnoteRetrieverInput) {
    const { retriever, corpora, filter, asOf, minSeq, topK, groups, exact, history, day, ...base } =
      input;
    super(base);
    this.retriever = retriever;
    const stated = { corpora, filter, asOf, minSeq, topK, groups, exact, history, day };
    this.scope = Object.fromEntries(
      Object.entries(stated).filter(([, value]) => value !== undefined),
    );
  }

  override async _getRelevantDocuments(
    question: string,
  ): Promise<Document<FootnoteDocumentMetadata>[]> {
    const { passages, seq } = await this.retriever.retrieve(plainQuery(question, this.scope));
    return passages.map((passage) => toDocument(passage, seq));
  }
}

function toDocument({ hit }: RetrievedPassage, seq: number): Document<FootnoteDocumentMetadata> {
  const { text, ...place } = hit;
  return new Document({ pageContent: text, id: hit.href, metadata: { ...place, seq } });
}
