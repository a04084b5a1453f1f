import { ANALYSER, isStopTerm, tokenise } from '../core/analyse.ts';
import { asFootnoteError } from '../core/errors.ts';
import { EVERYTHING } from '../core/everything.ts';
import { readSpan } from '../core/read-span.ts';
import { quantile } from '../core/quantile.ts';
import type { QuestionTerm } from '../core/question.ts';
import type { Snapshot, Store } from '../store/types.ts';
import { analyseQuestion, inverseDocumentFrequency } from './analyse-question.ts';
import { BACKGROUND_QUESTIONS } from './background-questions.ts';
import { EVIDENCE, evidenceOf, lexicalSigns } from './evidence.ts';

/*
 * How much evidence is enough differs from corpus to corpus: a broad one has a little of everything, and
 * a question that has nothing to do with it still finds words. So each corpus is asked two sets of
 * questions whose answers are known beforehand:
 * - background questions, of everyday subjects: what they find is what chance gives;
 * - questions made of the corpus's own sentences with one word it does not have: what they find is what
 *   a question with an answer gives, and the threshold never rises above it.
 */

/**
 * The threshold in log-odds: a line through what chance gives there, less steep where chance gives much,
 * and level where it gives next to nothing. Set by hand from the evidence of the tuned halves of support,
 * legal, media, SciFact, StackFAQ, SQuAD, ContractNLI and PrivacyQA, so that at most one in twenty of a corpus's own
 * questions is refused.
 */
const CALIBRATION = {
  below: { intercept: 0.05, slope: 0.75 },
  above: { intercept: 0.1, slope: 0.15 },
  /** However narrow a corpus, a passage has to account for something of the question. */
  floor: -2.1,
  /** In a store of a few pages, which has few words to ask with, less will do. */
  smallFloor: -4.5,
  /** What chance gives: the evidence that this share of the background questions stays below. */
  backgroundShare: 0.8,
  /** Of the corpus's own questions, at most this share may fall below the threshold. */
  ownRefused: 0.05,
};
/** Stands in when there is no passage to calibrate on, and so nothing to answer with. */
export const UNCALIBRATED_THRESHOLD = 0.5;

const OWN_QUESTIONS = 60;
const OWN_WORDS = 5;
/** Names all that a threshold depends on beside the corpus; a kept one of another method is not used. */
const METHOD = `background-4 ${EVIDENCE} ${ANALYSER}`;
/** A corpus that grew or shrank by this share is calibrated again. */
const MAX_DRIFT = 0.1;

export interface Calibration {
  readonly method: string;
  readonly threshold: number;
  /** Passages in the corpus when it was calibrated. */
  readonly passages: number;
  /** What chance gives: a high quantile of the evidence of background questions. */
  readonly background: number;
  /** The low quantile of the evidence of own questions; null when the corpus is too small to ask any. */
  readonly own: number | null;
}

const UNCALIBRATED: Calibration = {
  method: METHOD,
  threshold: UNCALIBRATED_THRESHOLD,
  passages: 0,
  background: UNCALIBRATED_THRESHOLD,
  own: null,
};

/** Thresholds by corpus, worked out when first asked for and again when the corpus has changed much. */
export interface Calibrator {
  /**
   * @param snapshot that asks: drift is looked for when its seq has moved on; one of the past is judged by
   *   what was found then
   */
  thresholdOf(corpus: string, snapshot: Pick<Snapshot, 'seq' | 'asOf'>): Promise<number>;
}

export function createCalibrator({ store }: { store: Store }): Calibrator {
  const known = new Map<string, { checkedSeq: number; calibration: Promise<Calibration> }>();

  async function calibrated(corpus: string): Promise<Calibration> {
    const passages = await store.passageCount(corpus);
    const kept = await keptAt(corpus, Number.MAX_SAFE_INTEGER);
    if (kept !== null && !hasDrifted(kept.passages, passages)) return kept;
    const snapshot = await snapshotOf(corpus);
    if (snapshot === null) return UNCALIBRATED;
    try {
      const values = { ...(await calibrate(snapshot)), method: METHOD, passages };
      await store.saveCalibration(corpus, { seq: snapshot.seq, values });
      return values;
    } finally {
      snapshot.close();
    }
  }

  /** null when the corpus has been erased since the question found something in it. */
  async function snapshotOf(corpus: string): Promise<Snapshot | null> {
    try {
      return await store.snapshot({ ...EVERYTHING, corpora: [corpus] });
    } catch (error) {
      if (asFootnoteError(error).code === 'INVALID_CORPUS') return null;
      throw error;
    }
  }

  /** What was found at or before a seq, if it was found in the way of today. */
  async function keptAt(corpus: string, seq: number): Promise<Calibration | null> {
    const kept = (await store.calibration(corpus, seq))?.values as Calibration | undefined;
    return kept?.method === METHOD ? kept : null;
  }

  return {
    async thresholdOf(corpus, { seq, asOf }) {
      const past = asOf === null ? null : await keptAt(corpus, seq);
      if (past !== null) return past.threshold;
      let entry = known.get(corpus);
      if (entry === undefined || entry.checkedSeq < seq) {
        // Questions that arrive meanwhile wait for the same result.
        entry = { checkedSeq: seq, calibration: calibrated(corpus) };
        known.set(corpus, entry);
        entry.calibration.catch(() => known.delete(corpus));
      }
      return (await entry.calibration).threshold;
    },
  };
}

function hasDrifted(before: number, now: number): boolean {
  return Math.abs(now - before) > MAX_DRIFT * Math.max(before, 1);
}

/** Measures a snapshot of one corpus. */
async function calibrate(snapshot: Snapshot): Promise<Omit<Calibration, 'method' | 'passages'>> {
  const background: number[] = [];
  for (const question of BACKGROUND_QUESTIONS) {
    background.push(evidenceOf(await lexicalSigns(snapshot, analyseQuestion(snapshot, question))));
  }
  const own: number[] = [];
  for (const terms of await ownQuestions(snapshot)) {
    own.push(evidenceOf(await lexicalSigns(snapshot, terms)));
  }
  const chance = quantile(background, CALIBRATION.backgroundShare);
  const floor = own.length < OWN_QUESTIONS / 2 ? CALIBRATION.smallFloor : CALIBRATION.floor;
  const line = fromLogit(Math.max(thresholdLine(toLogit(chance)), floor));
  const lowOwn = own.length === 0 ? null : quantile(own, CALIBRATION.ownRefused);
  return {
    threshold: lowOwn === null ? line : Math.min(line, lowOwn),
    background: chance,
    own: lowOwn,
  };
}

function thresholdLine(chance: number): number {
  const [below, above] = [CALIBRATION.below, CALIBRATION.above].map(
    ({ intercept, slope }) => intercept + slope * chance,
  );
  return Math.min(below ?? 0, above ?? 0);
}

function toLogit(evidence: number): number {
  // Evidence of exactly 0 (no word found) would be minus infinity.
  const inside = Math.min(Math.max(evidence, 1e-4), 1 - 1e-4);
  return Math.log(inside / (1 - inside));
}

function fromLogit(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Content words of a sentence here and there, in their order, and one word that no passage has. */
async function ownQuestions(snapshot: Snapshot): Promise<QuestionTerm[][]> {
  const unknown: QuestionTerm = {
    word: '\u0000unknown',
    forms: [],
    stop: false,
    say: 1,
    idf: inverseDocumentFrequency(snapshot.passageCount, 0),
  };
  const places = await snapshot.places(snapshot.sample(OWN_QUESTIONS));
  return places.flatMap((place, i) => {
    const unit = place.units[i % Math.max(place.units.length, 1)];
    if (unit === undefined) return [];
    const sentence = readSpan(place, unit);
    const content = tokenise(sentence).filter((token) => !isStopTerm(token.term));
    if (content.length < OWN_WORDS) return [];
    const step = content.length / OWN_WORDS;
    const words = Array.from({ length: OWN_WORDS }, (_, n) => content[Math.floor(n * step)]?.word);
    return [[...analyseQuestion(snapshot, words.join(' ')), unknown]];
  });
}
