import { analyse, fold, isStopTerm } from '../core/analyse.ts';
import { answerKindOf } from './answer-kind.ts';
import { leadsOf } from './leads.ts';
import { entriesWith, exceptionTo, leadIn, ledIn } from './lists.ts';
import { questionParts, type QuestionPart } from './question-parts.ts';
import { rankUnits, type RankedUnit } from './rank-units.ts';
import { isRow, readAs, type UnitPlace } from './read-as.ts';
import type { GenerateRequest } from './types.ts';

/** Claims that answer a question, beside what belongs to them; a part of a question gets fewer. */
const MAX_CLAIMS = 5;
const MAX_CLAIMS_OF_PART = 3;
/** Prose answers are shorter than lists: a fourth sentence gained no fact on the tuned half of support. */
const MAX_SENTENCES = 5;
/** A further sentence is shown when it scores at most this much below the best. By hand. */
const MAX_GAP = 3;
/** A further row or record must meet nearly as much of the question itself as the best one does. By hand. */
const MIN_ROW_SHARE = 0.9;
/** A name of one word is mostly just a word. */
const MIN_NAME_TERMS = 2;

/** What answers each part of the question, in the order it was chosen. */
export function chooseUnits(request: GenerateRequest): UnitPlace[] {
  const { question, terms, sources } = request;
  const chosen: UnitPlace[] = [];
  const said = new Set<string>();
  const take = (place: UnitPlace): void => {
    const source = sources[place.source];
    const text = source === undefined ? '' : fold(readAs(source, place.unit));
    if (said.has(text)) return;
    said.add(text);
    chosen.push(place);
  };
  const parts = questionParts(question, terms);
  for (const part of parts) {
    const ranked = rankUnits({ question: part.text, terms: part.terms, sources });
    choosePart(request, part, ranked, parts.length > 1, take);
  }
  return chosen;
}

function choosePart(
  request: GenerateRequest,
  part: QuestionPart,
  ranked: readonly RankedUnit[],
  isOneOfSeveral: boolean,
  take: (place: UnitPlace) => void,
): void {
  const { sources } = request;
  const kind = answerKindOf(part.text);
  const wantsAll = kind === 'steps' || kind === 'list';
  // Whatever is shown is shown as it holds now: a row of a list may be replaced like any other unit.
  const show = (place: UnitPlace): void => {
    const { instead, whole } = leadsOf(request, part.text, ranked, place);
    for (const one of instead) take(one);
    if (!whole) take(place);
  };
  for (const unit of pickUnits(request, ranked, isOneOfSeveral)) {
    const { beside, whole } = leadsOf(request, part.text, ranked, unit);
    if (whole) {
      show(unit);
      continue;
    }
    const together = wantsAll ? entriesWith(sources, unit) : [unit];
    for (const place of [...leadIn(sources, unit), ...together]) show(place);
    for (const place of [...exceptionTo(sources, unit), ...ledIn(sources, unit), ...beside])
      show(place);
  }
}

/** The best units: those close to the best one, and the best of each source that the question names. */
function pickUnits(
  request: GenerateRequest,
  ranked: readonly RankedUnit[],
  isOneOfSeveral: boolean,
): RankedUnit[] {
  const best = ranked[0]?.logit ?? 0;
  const maxClaims = isOneOfSeveral ? MAX_CLAIMS_OF_PART : MAX_CLAIMS;
  const picked: RankedUnit[] = [];
  for (const unit of ranked) {
    if (picked.length >= maxClaims || unit.logit < best - MAX_GAP) break;
    if (unit.kind === 'sentence' && picked.length >= MAX_SENTENCES) continue;
    // Under the right heading, but it meets no word and says nothing of what is asked for.
    if (picked.length > 0 && unit.alone === 0 && !unit.ofKind) continue;
    const row = picked.find(({ kind }) => kind === unit.kind && isRow(kind));
    if (row !== undefined && unit.alone < MIN_ROW_SHARE * row.alone) continue;
    picked.push(unit);
  }
  for (const source of namedSources(request)) {
    if (picked.some((unit) => unit.source === source)) continue;
    const unit = ranked.find((one) => one.source === source);
    if (unit !== undefined) picked.push(unit);
  }
  return picked;
}

/** Sources whose whole name stands in the question, if it names more than one: they are to be compared. */
function namedSources({ question, sources }: GenerateRequest): number[] {
  const asked = new Set(analyse(question));
  const named = new Map<string, number>();
  sources.forEach(({ passage }, i) => {
    const name = passage.headings[0] ?? passage.title;
    const terms = analyse(name).filter((term) => !isStopTerm(term));
    if (terms.length < MIN_NAME_TERMS || !terms.every((term) => asked.has(term))) return;
    if (!named.has(fold(name))) named.set(fold(name), i);
  });
  return named.size > 1 ? [...named.values()] : [];
}
