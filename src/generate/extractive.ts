import { fold, isStopTerm, tokenise } from '../core/analyse.ts';
import { renderRecord, renderRow, stripInlineMarkup } from '../core/markup.ts';
import { readSpan } from '../core/read-span.ts';
import { bestMatches, coverageOf } from '../core/question.ts';
import type { UnitKind } from '../store/types.ts';
import { answerKindOf, holdsAnswer, type AnswerKind } from './answer-kind.ts';
import { recommend } from './recommend.ts';
import type { DraftClaim, GenerateRequest, Generator, Source } from './types.ts';

/*
 * Answers in the documents' own words: of the best passages, the few sentences, rows or entries that
 * answer the question. It writes nothing, so it can make nothing up.
 */

/** Sentences are sought in this many of the best passages. */
const PASSAGES = 8;
const MAX_CLAIMS = 4;
/** A list that answers as a whole (steps, cases) is shown as a whole up to this many entries. */
const MAX_ENTRIES = 12;
/** Prose answers are shorter than lists: a fourth sentence gained no fact on the tuned half of support. */
const MAX_SENTENCES = 3;
/** A further sentence is shown when it scores at most this much below the best. By hand. */
const MAX_GAP = 2.2;

/**
 * Weights of a softmax over all units, each feature in 0 to 1: what `npm run eval -- fit` gives for SQuAD and
 * support, rounded.
 */
const WEIGHTS = {
  /** The passage's retrieval score as a share of the best one's. */
  passage: 7,
  /** Question mass met by the sentence with its title, headings and the sentence before. */
  inContext: 6.7,
  /** Question mass met by the sentence alone. */
  alone: 5.6,
  /** It holds something of the kind that is asked for: a date for "when". */
  kind: 2.1,
  /** A question, a referral, what says nothing that the question does not, a row that meets no word of it. */
  empty: -6,
};

/** A further row or record must meet nearly as much of the question itself as the best one does. By hand. */
const MIN_ROW_SHARE = 0.9;

/** What a unit is weighed by; see WEIGHTS. */
export const FEATURES = ['passage', 'inContext', 'alone', 'kind', 'empty'] as const;

interface UnitPlace {
  /** Index of the source. */
  readonly source: number;
  /** Index of the unit within it. */
  readonly unit: number;
  readonly kind: UnitKind;
}

export interface UnitFeatures extends UnitPlace {
  readonly features: Readonly<Record<(typeof FEATURES)[number], number>>;
}

interface Candidate extends UnitPlace {
  /** Question mass met by the unit itself. */
  readonly alone: number;
  readonly logit: number;
}

export function createExtractiveGenerator(): Generator {
  return {
    id: 'extractive',
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for models
    async *generate(request) {
      const titles = request.sources.some(({ reasons }) => reasons !== null);
      yield* titles ? recommend(request) : extract(request);
    },
  };
}

/** The claims for a question, in reading order: passage by passage, best first, each as it runs. */
export function extract(request: GenerateRequest): DraftClaim[] {
  const ranked = rankUnits(request);
  const chosen = chooseUnits(request, ranked);
  const order = new Map<number, number>();
  for (const { source } of chosen) if (!order.has(source)) order.set(source, order.size);
  return chosen
    .toSorted((a, b) => (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0) || a.unit - b.unit)
    .map(({ source, unit }) => toClaim(request.sources, source, unit));
}

/** Every quotable unit of the best passages, best first. */
function rankUnits(request: GenerateRequest): Candidate[] {
  return unitFeatures(request)
    .map(({ features, ...unit }) => ({
      ...unit,
      alone: features.alone,
      logit: FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0),
    }))
    .sort((a, b) => b.logit - a.logit || a.source - b.source || a.unit - b.unit);
}

/** The features of every quotable unit of the best passages, in order: what `eval -- fit` weighs. */
export function unitFeatures({ question, terms, sources }: GenerateRequest): UnitFeatures[] {
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

function isOfKind(kind: AnswerKind, unit: UnitKind, text: string, question: string): boolean {
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

function chooseUnits(
  { question, sources }: GenerateRequest,
  ranked: readonly Candidate[],
): Candidate[] {
  const kind = answerKindOf(question);
  const wantsAll = kind === 'steps' || kind === 'list';
  const chosen: Candidate[] = [];
  const said = new Set<string>();
  const take = (candidate: Candidate): void => {
    const source = sources[candidate.source];
    const text = source === undefined ? '' : fold(readAs(source, candidate.unit));
    if (said.has(text)) return;
    said.add(text);
    chosen.push(candidate);
  };
  for (const candidate of ranked) {
    if (chosen.length >= MAX_CLAIMS) break;
    if (candidate.logit < (ranked[0]?.logit ?? 0) - MAX_GAP) break;
    if (candidate.kind === 'sentence' && chosen.length >= MAX_SENTENCES) continue;
    const row = chosen.find(({ kind }) => kind === candidate.kind && isRow(kind));
    if (row !== undefined && candidate.alone < MIN_ROW_SHARE * row.alone) continue;
    const together = wantsAll ? entriesWith(sources, candidate) : [candidate];
    for (const one of [...leadIn(sources, candidate), ...together]) take(one);
    for (const one of ledIn(sources, candidate)) take(one);
  }
  return chosen;
}

function isRow(kind: UnitKind): boolean {
  return kind === 'row' || kind === 'record';
}

/** The sentence that announces the list of an entry: "the warranty lapses if:" turns its meaning round. */
function leadIn(sources: readonly Source[], candidate: Candidate): Candidate[] {
  const source = sources[candidate.source];
  if (source === undefined || candidate.kind !== 'entry') return [];
  let unit = candidate.unit - 1;
  while (source.units[unit]?.kind === 'entry') unit--;
  const announces = source.units[unit]?.kind === 'sentence' && /[:…]$/.test(readAs(source, unit));
  return announces ? [{ ...candidate, unit, kind: 'sentence' }] : [];
}

/** The list that an entry stands in, unless it is very long: steps are followed one by one. */
function entriesWith(sources: readonly Source[], candidate: Candidate): Candidate[] {
  const units = sources[candidate.source]?.units ?? [];
  if (candidate.kind !== 'entry') return [candidate];
  let first = candidate.unit;
  while (units[first - 1]?.kind === 'entry') first--;
  let end = candidate.unit + 1;
  while (units[end]?.kind === 'entry') end++;
  if (end - first > MAX_ENTRIES) return [candidate];
  return Array.from({ length: end - first }, (_, i) => ({ ...candidate, unit: first + i }));
}

/** What a sentence that ends in a colon announces: the entries or rows right after it. */
function ledIn(sources: readonly Source[], candidate: Candidate): Candidate[] {
  const source = sources[candidate.source];
  if (source === undefined || !readAs(source, candidate.unit).endsWith(':')) return [];
  const followers: Candidate[] = [];
  for (let unit = candidate.unit + 1; unit < source.units.length; unit++) {
    const kind = source.units[unit]?.kind;
    if (kind === undefined || kind === 'sentence' || kind === 'heading') break;
    if (followers.length >= (isRow(kind) ? MAX_CLAIMS : MAX_ENTRIES)) break;
    followers.push({ ...candidate, unit, kind });
  }
  return followers;
}

function toClaim(sources: readonly Source[], index: number, unit: number): DraftClaim {
  const source = sources[index] as Source;
  const { start, end, kind } = source.units[unit] as Source['units'][number];
  const quote = source.passage.revisionText.slice(start, end);
  return {
    text: readAs(source, unit),
    evidence: [{ source: index + 1, quote, start }],
    ownLine: kind !== 'sentence',
  };
}

/** A unit as a person reads it: rows and records with their header words, prose without markup. */
function readAs(source: Source, index: number): string {
  const unit = source.units[index];
  if (unit === undefined) return '';
  const { passage } = source;
  const raw = readSpan(passage, unit);
  switch (unit.kind) {
    case 'row':
      return renderRow(passage.columns ?? [], raw);
    case 'record':
      return renderRecord(passage.record ?? {});
    case 'code':
      return raw;
    case 'sentence':
    case 'entry':
    case 'heading':
      return passage.mediaType === 'text/markdown' ? stripInlineMarkup(raw) : asPlain(raw);
  }
}

/** Without marks of notes, which would read as marks of the answer. */
function asPlain(text: string): string {
  return text
    .replace(/\[\^[\w-]{1,40}\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
