import type { Filter, Hit } from '../core/model.ts';
import type { QuestionTerm, TermMatches } from '../core/question.ts';
import type { UnitLink } from '../core/unit-link.ts';
import type { PlacedPassage, Unit } from '../store/types.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface Query {
  readonly question: string;
  readonly corpora: readonly string[] | null;
  readonly filter: Filter | null;
  /** A seq, an ISO time, or null for the latest commit. */
  readonly asOf: number | string | null;
  /** Wait (2 s at most) until this commit is there; null = do not wait. */
  readonly minSeq: number | null;
  /** Hits wanted, 1 to 50. */
  readonly topK: number;
  /** The reader's groups; null = may read everything. */
  readonly groups: readonly string[] | null;
  /** Earlier turns of the conversation, oldest first. */
  readonly history: readonly Turn[];
  /** The day it is asked on, YYYY-MM-DD: what "this month" is, and which titles can be seen. */
  readonly day: string;
  /** The search by vector looks at every passage, and misses none. */
  readonly exact?: boolean;
}

/** A unit of a passage (sentence, entry, row) and how well it meets each of the question's terms. */
export interface MatchedUnit extends Unit {
  readonly matches: TermMatches;
}

/** A hit together with the passage it shows, as the generators need it. */
export interface RetrievedPassage {
  readonly hit: Hit;
  readonly passage: PlacedPassage;
  /** What title, headings and column names meet of the question: context of every unit. */
  readonly contextMatches: TermMatches;
  readonly units: readonly MatchedUnit[];
  /** Of a title that is recommended the fields of its record that tell why; null = it is no recommendation. */
  readonly reasons: readonly string[] | null;
}

/** What speaks for an answer being there; each 0 or more. */
export interface EvidenceSigns {
  /** The best passage's lexical score as a multiple of the question's mass. */
  readonly strength: number;
  /** Share of the question's mass that one sentence under its headings holds. */
  readonly coverage: number;
  /** log(1 + content words that such a sentence holds). */
  readonly words: number;
}

/** What abstention is decided on. */
export interface Evidence {
  /** How likely it is that the best passages answer the question, 0 to 1; see evidence.ts. */
  readonly value: number;
  /** What it was worked out from. */
  readonly signs: EvidenceSigns;
  /** Evidence below this is declined; calibrated on the corpus of the best hit. */
  readonly threshold: number;
  /** Question words that stand in no passage of the scope, as asked. */
  readonly unknownWords: readonly string[];
}

/** A question that can be understood without what was said before it. */
export interface StandAloneQuestion {
  readonly question: string;
  /** as-asked: it needed nothing. carried-over: with words of the question before. model: written by a model. */
  readonly by: 'as-asked' | 'carried-over' | 'model';
  /** Words that were added to what was asked. */
  readonly carried: readonly string[];
  /** Code of the error for which the model was not used; null = none. */
  readonly failure: string | null;
}

export interface QuestionRewriter {
  /** The question as asked when there is no history, or nothing of it is needed. Never rejects but when aborted. */
  rewrite(
    question: string,
    history: readonly Turn[],
    signal?: AbortSignal,
  ): Promise<StandAloneQuestion>;
}

export interface Retrieval {
  /** Id of the embedding model whose vectors were searched; "none" while there are none. */
  readonly embedder: string;
  /** What was searched for. */
  readonly standAlone: StandAloneQuestion;
  readonly seq: number;
  readonly asOf: number | string | null;
  /** The question's distinct terms; `matches` of units are in this order. */
  readonly terms: readonly QuestionTerm[];
  readonly passages: readonly RetrievedPassage[];
  /** What the best passages refer to, and what overrides them, among the passages. */
  readonly links: readonly UnitLink[];
  /** Why a question for titles found none; null = it found some, or did not ask for any. */
  readonly noTitles: string | null;
  readonly evidence: Evidence;
  /** Every candidate and score, what was kept or dropped and why. */
  readonly trace: Record<string, unknown>;
  readonly durationMs: number;
}

export interface Retriever {
  /** @throws INVALID_CORPUS, INVALID_FILTER, AS_OF_IN_FUTURE, REVISION_NOT_RETAINED, SEQ_NOT_REACHED */
  retrieve(query: Query, signal?: AbortSignal): Promise<Retrieval>;
}
