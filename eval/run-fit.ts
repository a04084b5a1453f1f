import type { EvalQuestion } from './questions.ts';
import {
  evidenceExample,
  fitEvidence,
  fitSentences,
  sentenceExample,
  type EvidenceExample,
  type SentenceExample,
} from './fit.ts';
import { foreignQuestions, type Subject } from './subjects.ts';

export interface Fit {
  readonly evidence: {
    readonly examples: number;
    readonly weights: Readonly<Record<string, number>>;
  };
  readonly sentences: Fit['evidence'];
}

/** Fits the evidence weights on all corpora, and the sentence weights on those with known facts. */
export async function runFit(subjects: readonly Subject[]): Promise<Fit> {
  const evidence: EvidenceExample[] = [];
  const sentences: SentenceExample[] = [];
  const toTune = ({ split, answerable }: EvalQuestion) => split === 'tune' && answerable;
  for (const subject of subjects) {
    const corpus = await subject.open();
    for (const question of subject.questions.filter(toTune)) {
      evidence.push(await evidenceExample(corpus, question, true));
      if (!hasShortFacts(question)) continue;
      const example = await sentenceExample(corpus, question);
      if (example !== null) sentences.push(example);
    }
    for (const { questions } of foreignQuestions(subjects, subject)) {
      for (const question of questions.filter(toTune)) {
        evidence.push(await evidenceExample(corpus, question, false));
      }
    }
    await corpus.close();
  }
  return {
    evidence: { examples: evidence.length, weights: fitEvidence(evidence) },
    sentences: { examples: sentences.length, weights: fitSentences(sentences) },
  };
}

/** A fact of a few words stands in one sentence; an answer of several sentences stands in none. */
const MAX_FACT_CHARACTERS = 60;

function hasShortFacts({ facts }: EvalQuestion): boolean {
  return facts.length > 0 && facts.flat().every((fact) => fact.length <= MAX_FACT_CHARACTERS);
}
