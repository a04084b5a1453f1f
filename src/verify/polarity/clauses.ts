import { tokenise } from '../../core/analyse.ts';
import { conceptOf } from '../words/concept.ts';
import {
  AUXILIARIES,
  CONDITIONS,
  CONTRASTS,
  DENIALS,
  EXCEPTIONS,
  HEDGES,
  MODALS,
  NARROWING,
  NEGATORS,
  OPTIONS,
  RELATIVES,
  RESTRICTIONS,
  SUBJECTS,
  SUBORDINATORS,
  TURNERS,
  UN,
  WITHOUTS,
  type Modal,
} from './cues.ts';
import { conceptsIn, focusAt, HARD } from './focus.ts';
import type { Clause, Denial } from './types.ts';
import { normalisePhrases } from './phrases.ts';

interface Draft {
  readonly kind: Clause['kind'];
  readonly statement: number;
  readonly sentence: number;
  finite: boolean;
  restricted: boolean;
  narrowed: boolean;
  widened: boolean;
  readonly hedges: Set<string>;
  readonly turners: Set<string>;
  readonly words: Map<string, number>;
  readonly denials: Denial[];
  readonly modals: Set<Modal>;
}

const PARTS =
  /\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{N}\p{M}]*(?:[-'][\p{L}\p{N}]+)*|[.!?;:,()\u2013\u2014"|\n]/gu;

/** Behind a comma these open an addition that denies: "by card, not in cash". */
const DENYING = new Set(['not', 'never']);

/** The clauses of a text, by fixed cues: no grammar is read, so a stretch may be taken too wide or too narrow. */
export function clausesOf(text: string): Clause[] {
  const parts = [...normalisePhrases(text).matchAll(PARTS)].map(([part]) => part);
  const drafts: Draft[] = [];
  let statement = 0;
  let sentence = 0;
  let main = open('main');
  let current = main;

  function open(kind: Clause['kind']): Draft {
    const draft: Draft = {
      kind,
      statement,
      sentence,
      finite: false,
      restricted: false,
      narrowed: false,
      widened: false,
      hedges: new Set(),
      turners: new Set(),
      words: new Map(),
      denials: [],
      modals: new Set(),
    };
    drafts.push(draft);
    return draft;
  }
  function openMain(): void {
    statement++;
    main = current = open('main');
  }

  parts.forEach((part, index) => {
    if (HARD.test(part)) {
      sentence++;
      openMain();
    } else if (part === ',') {
      if (current.kind === 'condition') main = current = open('main');
      else if (current.kind === 'aside' || DENYING.has(parts[index + 1] ?? '')) openMain();
      else if (current !== main) current = main;
      else if (current.finite && isFinite(parts, index + 1)) openMain();
    } else if (part === 'and' || part === 'or') {
      const next = parts[index + 1] ?? '';
      const opens = isFinite(parts, index + 1) || SUBJECTS.has(next) || next === 'the';
      const own =
        part === 'and' &&
        (parts[index - 1] === ',' || next === 'the' || SUBJECTS.has(next)) &&
        current.denials.length === 0 &&
        !AUXILIARIES.has(next) &&
        isFinite(parts, index + 1);
      if ((current.finite && opens) || own || (next.endsWith('s') && DENIALS.has(next))) openMain();
    } else if (
      part === 'but' &&
      parts[index + 1] === 'not' &&
      !main.finite &&
      parts[index - 1] === ','
    ) {
      // "The shop, but not the café, is open."
      current = open('exception');
    } else if (CONTRASTS.has(part)) openMain();
    else if (RELATIVES.has(part)) {
      if (parts[index - 1] === ',') statement++;
      current = open('aside');
    } else if (SUBORDINATORS.has(part)) {
      const added = parts[index - 1] === ',' && (part === 'when' || part === 'where');
      if (added || !CONDITIONS.has(part)) statement++;
      current = open(CONDITIONS.has(part) && !added ? 'condition' : 'aside');
      if (TURNERS.has(part)) current.turners.add(part);
    } else {
      if (WITHOUTS.has(part) || part === 'unless') current = open('exception');
      // "All bikes except rentals are covered": with the verb the clause goes on.
      else if (
        current.kind === 'exception' &&
        AUXILIARIES.has(part) &&
        current.denials.length > 0 &&
        current !== main
      ) {
        if (!parts.slice(Math.max(0, index - 8), index).includes('unless')) current = main;
      }
      read(current, parts, index);
    }
  });
  return drafts.filter(
    ({ words, modals, denials, turners }) =>
      words.size + modals.size + denials.length + turners.size > 0,
  );
}

/** Whether the stretch from `index` to the next mark has a verb of its own, as far as the cues tell. */
function isFinite(parts: readonly string[], index: number): boolean {
  for (let i = index; i < Math.min(parts.length, index + 12); i++) {
    const part = parts[i] ?? '';
    if (HARD.test(part) || part === ',') return false;
    if (AUXILIARIES.has(part) || SUBJECTS.has(part)) return true;
    if (SUBORDINATORS.has(part) || RELATIVES.has(part)) return false;
  }
  return false;
}

const CELLS = new Set(['|', ':', '"']);

function read(clause: Draft, parts: readonly string[], index: number): void {
  const part = parts[index] ?? '';
  if (AUXILIARIES.has(part)) clause.finite = true;
  if (RESTRICTIONS.has(part)) clause.restricted = true;
  if (NARROWING.has(part)) clause.narrowed = true;
  if (part === 'also' || part === 'too') clause.widened = true;
  if (HEDGES.has(part)) clause.hedges.add(part);
  if (TURNERS.has(part)) clause.turners.add(part);
  const modal = MODALS.get(part);
  if (modal !== undefined) clause.modals.add(modal);
  if (NEGATORS.has(part) || WITHOUTS.has(part) || OPTIONS.has(part)) {
    // "Neither … nor" is one denial.
    if (part === 'nor' && clause.denials.length > 0) return;
    const focus = focusAt(parts, index);
    clause.denials.push({ focus, plain: true, exceptive: EXCEPTIONS.has(part) });
    // A cell that says "no" denies what stands before it.
    if (CELLS.has(parts[index - 1] ?? '') && CELLS.has(parts[index + 1] ?? '|')) {
      for (const concept of focus) clause.words.set(concept, 1);
    }
    return;
  }
  const denied =
    DENIALS.get(part) ?? (part.startsWith('non-') ? part.slice(4) : UN.exec(part)?.[1]);
  if (denied !== undefined) {
    const own = tokenise(denied).map(conceptOf);
    const inside = own.length > 0;
    clause.denials.push({
      focus: inside ? own : focusAt(parts, index),
      plain: !inside,
      exceptive: false,
    });
    for (const concept of own) clause.words.set(concept, 1);
  } else if (modal === undefined) {
    for (const [concept, weight] of conceptsIn(part)) clause.words.set(concept, weight);
  }
}
