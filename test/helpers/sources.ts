import { analyse } from '../../src/core/analyse.ts';
import type { Metadata } from '../../src/core/model.ts';
import { distinctTerms, type QuestionTerm } from '../../src/core/question.ts';
import type { GenerateRequest, Source } from '../../src/generate/types.ts';
import { matchContext, matchUnits } from '../../src/retrieve/match-units.ts';
import type { PlacedPassage, UnitKind } from '../../src/store/types.ts';

/* Passages as a generator is given them, made by hand. */

export interface SourceSpec {
  /** Kind and raw text of each unit, in order. */
  readonly units: readonly (readonly [UnitKind, string])[];
  /** What stands between two units; a line end when it is not said. */
  readonly between?: string;
  readonly title?: string;
  readonly headings?: readonly string[];
  readonly columns?: readonly string[];
  readonly record?: Metadata;
  readonly score?: number;
  readonly mediaType?: string;
  /** Stands before the passage in the revision. */
  readonly before?: string;
}

function passageOf(spec: SourceSpec, slot: number): PlacedPassage {
  const before = spec.before ?? '';
  const between = spec.between ?? '\n';
  const text = spec.units.map(([, raw]) => raw).join(between);
  let at = before.length;
  const units = spec.units.map(([kind, raw]) => {
    const unit = { kind, start: at, end: at + raw.length };
    at += raw.length + between.length;
    return unit;
  });
  return {
    slot,
    documentId: `support/${slot}.md`,
    corpus: 'support',
    title: spec.title ?? 'Untitled',
    revision: 1,
    revisionSha256: '',
    mediaType: spec.mediaType ?? 'text/markdown',
    chunker: 'test',
    passageSha256: `passage ${slot}`,
    ingestedAt: '2026-03-01T12:00:00.000Z',
    ordinal: 0,
    span: { start: before.length, end: before.length + text.length },
    lines: { start: 1, end: 1 },
    page: null,
    pages: [],
    headings: spec.headings ?? [],
    units,
    columns: spec.columns ?? null,
    metadata: {},
    record: spec.record ?? null,
    text,
    revisionText: `${before}${text}\nAnd after.`,
  };
}

/** Every word known, each as telling as another, function words less. */
export function termsOf(question: string): QuestionTerm[] {
  const little = /^(?:how|what|when|who|where|do|doe|is|the|a|i|of|for|to|in|it|my|at|and|are)$/;
  return distinctTerms(
    analyse(question).map((term) => {
      const stop = little.test(term);
      const say = stop ? 0.3 : 1;
      return { word: term, forms: [{ term, weight: 1, idf: 2 }], stop, say, idf: 2 };
    }),
  );
}

export function requestOf(question: string, ...specs: SourceSpec[]): GenerateRequest {
  const terms = termsOf(question);
  const sources = specs.map((spec, i): Source => {
    const passage = passageOf(spec, i);
    return {
      passage,
      score: spec.score ?? 1 - i / 10,
      contextMatches: matchContext(terms, passage),
      units: matchUnits(terms, passage),
      reasons: null,
    };
  });
  return { question, terms, sources, links: [] };
}
