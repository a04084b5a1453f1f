import type { Span } from '../src/core/model.ts';
import { mean } from './metrics.ts';

/*
 * How much of what is marked in the documents (cited, or retrieved) is what ought to be marked, counted in
 * characters: UTF-16 code units of the canonical text.
 */

/** A span of a document. */
export interface Place {
  readonly documentId: string;
  readonly span: Span;
}

/** Characters of one question: each is counted once, however many spans it stands in. */
export interface CharacterCounts {
  readonly marked: number;
  readonly gold: number;
  /** Both marked and gold. */
  readonly common: number;
}

export interface CharacterScores {
  readonly questions: number;
  /** Questions for which any character is marked. */
  readonly marking: number;
  /** Mean share of the marked characters that are gold, over the `marking` questions. */
  readonly precision: number;
  /** Mean share of the gold characters that are marked, over all questions: 0 where nothing is marked. */
  readonly recall: number;
  /** The harmonic mean of the two means. */
  readonly f1: number;
  /** Share of all questions for which at least one gold character is marked. */
  readonly hit: number;
}

/**
 * Counts the union of the marked spans against the union of the gold ones, document by document: what is
 * marked in a document without gold is marked wrongly.
 */
export function countCharacters(marked: readonly Place[], gold: readonly Place[]): CharacterCounts {
  const [markedBy, goldBy] = [spansByDocument(marked), spansByDocument(gold)];
  const common = [...markedBy].map(([documentId, spans]) =>
    lengthOf(intersect(spans, goldBy.get(documentId) ?? [])),
  );
  return {
    marked: sum([...markedBy.values()].map(lengthOf)),
    gold: sum([...goldBy.values()].map(lengthOf)),
    common: sum(common),
  };
}

/**
 * Macro averages over questions whose gold is known. A question for which nothing is marked (a declined
 * one) has recall 0 and is left out of precision.
 */
export function scoreCharacters(counts: readonly CharacterCounts[]): CharacterScores {
  const marking = counts.filter(({ marked }) => marked > 0);
  const precision = mean(marking.map(({ marked, common }) => common / marked));
  const recall = mean(counts.map(({ gold, common }) => common / gold));
  return {
    questions: counts.length,
    marking: marking.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    hit: mean(counts.map(({ common }) => (common > 0 ? 1 : 0))),
  };
}

/** For each document the union of its spans: in order, none touching another. */
function spansByDocument(places: readonly Place[]): Map<string, Span[]> {
  const byDocument = new Map<string, Span[]>();
  for (const { documentId, span } of places) {
    byDocument.set(documentId, [...(byDocument.get(documentId) ?? []), span]);
  }
  for (const [documentId, spans] of byDocument) byDocument.set(documentId, unite(spans));
  return byDocument;
}

function unite(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (last === undefined || span.start > last.end) united.push({ ...span });
    else last.end = Math.max(last.end, span.end);
  }
  return united;
}

/** What two unions have in common. */
function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({
        start: Math.max(one.start, other.start),
        end: Math.min(one.end, other.end),
      }))
      .filter(({ start, end }) => start < end),
  );
}

function lengthOf(spans: readonly Span[]): number {
  return sum(spans.map(({ start, end }) => end - start));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
