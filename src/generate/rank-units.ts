import { isStopTerm, tokenise } from '../core/analyse.ts';
import { bestMatches, coverageOf } from '../core/question.ts';
import { answerKindOf, holdsAnswer, type AnswerKind } from './answer-kind.ts';
import { isRow, readAs, type UnitPlace } from './read-as.ts';
import type { GenerateRequest, Source } from './types.ts';

/** Sentences are sought in this many of the best passages. */
const PASSAGES = 8;

/**
 * Weights of a softmax over all units, each feature in 0 to 1: what `npm run eval -- fit` gives for SQuAD,
 * support, legal and media, rounded.
 */
const WEIGHTS = {
  /** The passage's retrieval score as a share of the best one's. */
  passage: 5.9,
  /** Question mass met by the sentence with its title, headings and the sentence before. */
  inContext: 7,
  /** Question mass met by the sentence alone. */
  alone: 5.4,
  /** It holds something of the kind that is asked for: a date for "when". */
  kind: 2,
  /** A question, a referral, what says nothing that the question does not, a row that meets no word of it. */
  empty: -6,
};
/** Of rows under one header that meet as much, the one where words stand together as asked: "severity 3". By hand. */
const TOGETHER_WEIGHT = 1.5;

/** What a unit is weighed by; see WEIGHTS. */
export const FEATURES = ['passage', 'inContext', 'alone', 'kind', 'empty'] as const;

export interface UnitFeatures extends UnitPlace {
  readonly features: Readonly<Record<(typeof FEATURES)[number], number>>;
}

/** A unit with how well it answers. */
export interface RankedUnit extends UnitPlace {
  /** Question mass met by the unit itself, 0 to 1. */
  readonly alone: number;
  /** It holds something of the kind that is asked for. */
  readonly ofKind: boolean;
  readonly logit: number;
}

type Asked = Pick<GenerateRequest, 'question' | 'terms' | 'sources'>;

/** Every quotable unit of the best passages, best first. */
export function rankUnits(request: Asked): RankedUnit[] {
  const pairs = wordPairs(request.question);
  return unitFeatures(request)
    .map(({ features, ...unit }) => ({
      ...unit,
      alone: features.alone,
      ofKind: features.kind === 1,
      logit:
        FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0) +
        (isRow(unit.kind) ? TOGETHER_WEIGHT * togetherIn(request, unit, pairs) : 0),
    }))
    .sort((a, b) => b.logit - a.logit || a.source - b.source || a.unit - b.unit);
}

/** The features of every quotable unit of the best passages, in order: what `eval -- fit` weighs. */
export function unitFeatures({ question, terms, sources }: Asked): UnitFeatures[] {
  const kind = answerKindOf(question);
  const asked = new Set(tokenise(question).map((token) => token.term));
  const best = sources[0]?.score ?? 1;
  return sources.slice(0, PASSAGES).flatMap((source, number) =>
    source.units.flatMap((unit, i) => {
      if (unit.kind === 'heading') return [];
      const text = readAs(source, i);
      // A sentence goes on from the one before it; a row or an entry stands beside its neighbours.
      const before = unit.kind === 'sentence' ? source.units[i - 1]?.matches : undefined;
      const inContext = bestMatches(unit.matches, source.contextMatches, before);
      const features = {
        passage: source.score / best,
        inContext: coverageOf(terms, inContext),
        alone: coverageOf(terms, unit.matches),
        kind: kind !== null && isOfKind(kind, unit.kind, text, question) ? 1 : 0,
        empty: saysNothingNew(text, asked) || isBareRow(unit, terms) ? 1 : 0,
      };
      return [{ source: number, unit: i, kind: unit.kind, features }];
    }),
  );
}

function isOfKind(
  kind: AnswerKind,
  unit: UnitPlace['kind'],
  text: string,
  question: string,
): boolean {
  return (kind === 'list' && unit === 'entry') || holdsAnswer(kind, text, question);
}

/** A row that meets no word of the question itself is one of many under the same header. */
function isBareRow(unit: Source['units'][number], terms: GenerateRequest['terms']): boolean {
  return (
    isRow(unit.kind) && !unit.matches.some((match, i) => match > 0 && terms[i]?.stop === false)
  );
}

/** It says where to read of it: "see Pausing", "are described in the help centre". */
const REFERRAL =
  /(?:^|[,;:.] )(?:please )?(?:see|read (?:about|more))\b|\b(?:is|are) (?:described|explained|listed|set out) (?:in|under|on|at)\b/i;

function saysNothingNew(text: string, asked: ReadonlySet<string>): boolean {
  if (text.trimEnd().endsWith('?') || REFERRAL.test(text)) return true;
  return !tokenise(text).some(({ term }) => !isStopTerm(term) && !asked.has(term));
}

/** Neighbouring words of a text, function words left out. */
function wordPairs(text: string): Set<string> {
  const terms = tokenise(text)
    .map(({ term }) => term)
    .filter((term) => !isStopTerm(term));
  return new Set(terms.slice(1).map((term, i) => `${terms[i] ?? ''} ${term}`));
}

function togetherIn(
  { sources }: Asked,
  { source, unit }: UnitPlace,
  pairs: ReadonlySet<string>,
): number {
  const from = sources[source];
  if (from === undefined || pairs.size === 0) return 0;
  return [...wordPairs(readAs(from, unit))].some((pair) => pairs.has(pair)) ? 1 : 0;
}
