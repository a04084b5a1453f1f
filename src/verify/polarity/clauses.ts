import { tokenise } from '../../core/analyse.ts';
import { conceptOf } from '../words/concept.ts';
import { weightOf } from '../words/weight.ts';
import {
  AUXILIARIES,
  CONDITIONS,
  CONTRASTS,
  DENIALS,
  EXCEPTIONS,
  HALF_DENIALS,
  MODALS,
  NARROWING,
  NEGATORS,
  OPTIONS,
  RELATIVES,
  RESTRICTIONS,
  SUBJECTS,
  SUBORDINATORS,
  UN,
  WITHOUTS,
  type Modal,
} from './cues.ts';
import { normalisePhrases } from './phrases.ts';

/** A word that denies, and the words next to it that it is about. */
export interface Denial {
  readonly focus: readonly string[];
  /** "Not", "no", "without" and the like; else a word that holds its denial within ("unpaid", "refuse"). */
  readonly plain: boolean;
  /** "Except", "unless": denies of a part what is said of the whole. */
  readonly exceptive: boolean;
}

/** A stretch of a sentence, by cues: its words, and what denies, allows or obliges among them. */
export interface Clause {
  /** Content words by concept, with their weight. */
  readonly words: ReadonlyMap<string, number>;
  readonly denials: readonly Denial[];
  /** Narrowed down: "only", "until". What it says may be put as a denial of the rest. */
  readonly restricted: boolean;
  /** Narrowed down by "only" or the like. */
  readonly narrowed: boolean;
  /** Holds a word that can stand for a denial: "closed", "stays", "few". */
  readonly mayDeny: boolean;
  readonly modals: ReadonlySet<Modal>;
  /** exception: "except …", "unless …"; condition: "if …", "when …"; aside: "which …", "although …". */
  readonly kind: 'main' | 'condition' | 'exception' | 'aside';
}

interface Draft {
  readonly kind: Clause['kind'];
  finite: boolean;
  restricted: boolean;
  narrowed: boolean;
  mayDeny: boolean;
  readonly words: Map<string, number>;
  readonly denials: Denial[];
  readonly modals: Set<Modal>;
}

const PARTS =
  /\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{N}\p{M}]*(?:[-'][\p{L}\p{N}]+)*|[.!?;:,()\u2013\u2014"|\n]/gu;
const HARD = /^[.!?;:()\u2013\u2014"|\n]$/;

/** The clauses of a text, by fixed cues: no grammar is read, so a stretch may be taken too wide or too narrow. */
export function clausesOf(text: string): Clause[] {
  const parts = [...normalisePhrases(text).matchAll(PARTS)].map(([part]) => part);
  const drafts: Draft[] = [];
  let main = open('main');
  let current = main;

  function open(kind: Clause['kind']): Draft {
    const draft: Draft = {
      kind,
      finite: false,
      restricted: false,
      narrowed: false,
      mayDeny: false,
      words: new Map(),
      denials: [],
      modals: new Set(),
    };
    drafts.push(draft);
    return draft;
  }
  function openMain(): void {
    main = current = open('main');
  }

  parts.forEach((part, index) => {
    if (HARD.test(part)) openMain();
    else if (part === ',') {
      if (current.kind === 'condition' || current.kind === 'aside') openMain();
      else if (current !== main) current = main;
      else if (current.finite && isFinite(parts, index + 1)) openMain();
    } else if (part === 'and' || part === 'or') {
      const next = parts[index + 1] ?? '';
      const opens = isFinite(parts, index + 1) || SUBJECTS.has(next) || next === 'the';
      const own = part === 'and' && !AUXILIARIES.has(next) && isFinite(parts, index + 1);
      if ((current.finite && opens) || own) openMain();
    } else if (CONTRASTS.has(part)) openMain();
    else if (RELATIVES.has(part)) current = open('aside');
    else if (SUBORDINATORS.has(part)) {
      current = open(CONDITIONS.has(part) ? 'condition' : 'aside');
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
    ({ words, modals, denials }) => words.size + modals.size + denials.length > 0,
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

function read(clause: Draft, parts: readonly string[], index: number): void {
  const part = parts[index] ?? '';
  if (AUXILIARIES.has(part)) clause.finite = true;
  if (RESTRICTIONS.has(part)) clause.restricted = true;
  if (NARROWING.has(part)) clause.narrowed = true;
  if (HALF_DENIALS.has(part)) clause.mayDeny = true;
  const modal = MODALS.get(part);
  if (modal !== undefined) clause.modals.add(modal);
  if (NEGATORS.has(part) || WITHOUTS.has(part) || OPTIONS.has(part)) {
    // "Neither … nor" is one denial.
    if (part === 'nor' && clause.denials.length > 0) return;
    clause.denials.push({
      focus: focusAt(parts, index),
      plain: true,
      exceptive: EXCEPTIONS.has(part),
    });
    return;
  }
  const denied =
    DENIALS.get(part) ?? (part.startsWith('non-') ? part.slice(4) : UN.exec(part)?.[1]);
  if (denied !== undefined) {
    const own = conceptsIn(denied).map(([concept]) => concept);
    const inside = own.length > 0;
    clause.denials.push({
      focus: inside ? own : focusAt(parts, index),
      plain: !inside,
      exceptive: false,
    });
    for (const [concept, weight] of conceptsIn(denied)) clause.words.set(concept, weight);
  } else if (modal === undefined) {
    for (const [concept, weight] of conceptsIn(part)) clause.words.set(concept, weight);
  }
}

/** How many parts and content words a denial reaches. */
const REACH = 7;
const FOCUS = 2;
/** Where what a denial is about ends. */
const OPENING = new Set([...SUBORDINATORS, ...CONTRASTS, ...WITHOUTS, 'with', 'unless']);

/** The content words next to a denial: behind it, or before it where nothing follows ("… is forbidden"). */
function focusAt(parts: readonly string[], index: number): string[] {
  const behind = contentFrom(parts, index, 1);
  return behind.length > 0 ? behind : contentFrom(parts, index, -1);
}

function contentFrom(parts: readonly string[], index: number, step: 1 | -1): string[] {
  const found: string[] = [];
  for (let i = index + step, n = 0; n < REACH && found.length < FOCUS; i += step, n++) {
    const part = parts[i];
    if (part === undefined) break;
    // "Workshop: no" and "| bank details | no |" deny what stands before.
    if (step < 0 && (part === '|' || part === ':')) continue;
    if (HARD.test(part) || part === ',' || OPENING.has(part)) break;
    if (!MODALS.has(part)) found.push(...conceptsIn(part).map(([concept]) => concept));
  }
  return found;
}

/** Concepts by part; bounded, since the words of hostile text are without end. */
const known = new Map<string, readonly (readonly [string, number])[]>();
const MAX_KNOWN = 20_000;

function conceptsIn(part: string): readonly (readonly [string, number])[] {
  let found = known.get(part);
  if (found === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    found = tokenise(part)
      .map((token) => [conceptOf(token), weightOf(token)] as const)
      .filter(([, weight]) => weight > 0);
    known.set(part, found);
  }
  return found;
}
