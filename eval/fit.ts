import { ASKED_ON } from './asked-on.ts';
import { FEATURES, unitFeatures, type UnitFeatures } from '../src/generate/rank-units.ts';
import type { EvidenceSigns, Retrieval } from '../src/retrieve/types.ts';
import type { EvalCorpus } from './corpus.ts';
import type { EvalQuestion } from './questions.ts';
import { quotesHold } from './facts.ts';
import { dot, newton, type Vector } from './newton.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

/*
 * Where the weights in retrieve/evidence.ts and generate/extractive.ts come from: both are fitted on the
 * questions of split "tune" alone. Prints what a fit gives; a person decides what is committed.
 */

const SIGNS = ['strength', 'coverage', 'words'] as const;

export interface EvidenceExample {
  readonly corpus: string;
  /** Asked of the corpus that answers it. */
  readonly own: boolean;
  readonly signs: EvidenceSigns;
}

export async function evidenceExample(
  corpus: EvalCorpus,
  question: EvalQuestion,
  own: boolean,
): Promise<EvidenceExample> {
  const { evidence } = await retrieve(corpus, question);
  return { corpus: corpus.name, own, signs: evidence.signs };
}

async function retrieve({ parts }: EvalCorpus, question: EvalQuestion): Promise<Retrieval> {
  return parts.retriever.retrieve(plainQuery(question.text, { day: ASKED_ON }));
}

/** Logistic regression in which each corpus, and in it each class, has the same weight. */
export function fitEvidence(examples: readonly EvidenceExample[]): Record<string, number> {
  const groupOf = ({ corpus, own }: EvidenceExample) => `${corpus} ${own}`;
  const sizes = new Map<string, number>();
  for (const example of examples) {
    sizes.set(groupOf(example), (sizes.get(groupOf(example)) ?? 0) + 1);
  }
  const rows = examples.map((example) => ({
    features: [...SIGNS.map((name) => example.signs[name]), 1],
    target: example.own ? 1 : 0,
    weight: 1 / (sizes.get(groupOf(example)) ?? 1),
  }));
  const fitted = newton(SIGNS.length + 1, (theta, add) => {
    for (const { features, target, weight } of rows) {
      const chance = 1 / (1 + Math.exp(-dot(features, theta)));
      add(features, weight * (target - chance), weight * chance * (1 - chance));
    }
  });
  return Object.fromEntries([...SIGNS, 'intercept'].map((name, i) => [name, fitted[i] ?? 0]));
}

export interface SentenceExample {
  readonly units: readonly UnitFeatures[];
  /** For each unit, whether it holds the answer; at least one does. */
  readonly holds: readonly boolean[];
}

/** The units of a question's best passages; null when none of them holds the answer. */
export async function sentenceExample(
  corpus: EvalCorpus,
  question: EvalQuestion,
): Promise<SentenceExample | null> {
  const { terms, passages } = await retrieve(corpus, question);
  const sources = passages.map(({ hit, ...passage }) => ({ ...passage, score: hit.score }));
  const units = unitFeatures({ question: question.text, terms, sources });
  const holds = units.map(({ source, unit }) => {
    const place = sources[source];
    const span = place?.units[unit];
    const words = place?.passage.revisionText.slice(span?.start, span?.end) ?? '';
    return question.facts.some((fact) => quotesHold([words], [fact]));
  });
  return holds.includes(true) ? { units, holds } : null;
}

/** Softmax over the units of each question: raises the share of those that hold the answer. */
export function fitSentences(examples: readonly SentenceExample[]): Record<string, number> {
  const rows = examples.map(({ units, holds }) => ({
    features: units.map(({ features }) => FEATURES.map((name) => features[name])),
    holds,
  }));
  const fitted = newton(FEATURES.length, (theta, add) => {
    for (const { features, holds } of rows) {
      const scores = features.map((unit) => dot(unit, theta));
      const highest = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - highest));
      const all = sum(odds);
      const right = sum(odds.filter((_, i) => holds[i]));
      const centre = mix(
        features,
        odds.map((odd) => odd / all),
      );
      features.forEach((unit, i) => {
        const share = (odds[i] ?? 0) / all;
        const credit = holds[i] ? (odds[i] ?? 0) / right : 0;
        const offset = unit.map((value, k) => value - (centre[k] ?? 0));
        add(offset, credit - share, share);
      });
    }
  });
  return Object.fromEntries(FEATURES.map((name, i) => [name, fitted[i] ?? 0]));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function mix(rows: readonly Vector[], shares: Vector): Vector {
  const size = rows[0]?.length ?? 0;
  return Array.from({ length: size }, (_, k) =>
    dot(
      shares,
      rows.map((row) => row[k] ?? 0),
    ),
  );
}
