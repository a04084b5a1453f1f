import type { QuestionTerm, TermMatches } from '../core/question.ts';
import type { UnitLink } from '../core/unit-link.ts';
import type { PlacedPassage, Unit } from '../store/types.ts';

/** A retrieved passage as a generator reads it. Sources are numbered from 1, in order. */
export interface Source {
  readonly passage: PlacedPassage;
  /** Retrieval's score of the passage, higher is better. */
  readonly score: number;
  /** What its title, headings and column names meet of the question's terms. */
  readonly contextMatches: TermMatches;
  readonly units: readonly (Unit & { readonly matches: TermMatches })[];
  /** Of a recommended title the fields of its record that tell why; null = it is no recommendation. */
  readonly reasons: readonly string[] | null;
}

export interface GenerateRequest {
  /** Such that it can be understood without what was said before. */
  readonly question: string;
  /** The question's distinct terms. */
  readonly terms: readonly QuestionTerm[];
  readonly sources: readonly Source[];
  /** Where units of the sources lead; sources are the passages there, counted from 0. */
  readonly links: readonly UnitLink[];
}

/** Words of a source that a claim rests on, as the generator gives them: unchecked. */
export interface Evidence {
  /** Number of the source, from 1. */
  readonly source: number;
  readonly quote: string;
  /** Where in the revision the quote begins, when the generator knows it. */
  readonly start: number | null;
}

/** A claim as a generator makes it, before anything is verified. */
export interface DraftClaim {
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** Whether the claim stands on a line of its own: a row, an entry, a record. */
  readonly ownLine: boolean;
}

/** A message of a prompt as it goes to a model. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a generator tells while it works. Only claims reach a reader; the rest is for the trace. */
export type GenerationEvent =
  | ({ readonly type: 'claim' } & DraftClaim)
  /** Before a model is asked: the prompt, its tokens, and how many of the sources it holds, from the first. */
  | {
      readonly type: 'prompt';
      readonly messages: readonly PromptMessage[];
      readonly tokens: number;
      readonly sources: number;
    }
  /** A piece of what the model wrote, as it came. */
  | { readonly type: 'output'; readonly text: string }
  /** What the model wrote and is no claim: recorded, never shown. */
  | { readonly type: 'malformed'; readonly line: string; readonly reason: string }
  /** The model declines to answer. */
  | { readonly type: 'abstain'; readonly reason: string }
  | { readonly type: 'usage'; readonly promptTokens: number; readonly completionTokens: number };

export interface Generator {
  /** Names the driver and what changes its answers. */
  readonly id: string;
  /**
   * Whether it tells by itself when the sources do not answer. One that does not is asked only where the words
   * of the question give enough evidence.
   */
  readonly declines: boolean;
  /**
   * Claims in the order they are to be read, each as soon as it is known; none when it finds nothing to say.
   * @throws MODEL_… when a model fails, at whatever point; what came before stands
   */
  generate(request: GenerateRequest, signal?: AbortSignal): AsyncIterable<GenerationEvent>;
}
