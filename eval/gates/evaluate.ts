import { join } from 'node:path';
import { THRESHOLDS, type Thresholds } from '../../src/verify/thresholds.ts';
import { SHARED_RETRIEVAL } from '../datasets.ts';
import { SHARED_HISTORIES } from '../history/read-histories.ts';
import { describeRun, type RunDescription } from '../run.ts';
import { readByHand } from './by-hand.ts';
import { chooseThresholds, type Choice } from './calibrate.ts';
import { createDocuments } from './documents.ts';
import { groupBy } from './group.ts';
import { judgeCase, placeCase, type JudgedCase, type PlacedCase } from './judge.ts';
import { readKeptClaims } from './kept-claims.ts';
import { readRealEdits } from './real-edits.ts';
import { readSciFact } from './scifact.ts';
import { scoreCases, type Outcome } from './score.ts';
import { KINDS, type Split } from './types.ts';

/** Of false claims of one kind, or of true ones made in one way. */
export interface Group {
  readonly name: string;
  readonly outcome: Outcome;
}

/** False claims of one kind, and those of them that were written by hand. */
export interface KindGroup extends Group {
  readonly byHand: Outcome;
}

/** The JSON file as it is. It names no single claim, so that the half reported stays unseen. */
export interface GateReport {
  readonly run: RunDescription;
  /** Of which half of the claims the figures are. */
  readonly split: Split;
  /** Those that the code has. */
  readonly shipped: Thresholds;
  /** The first with all kinds, then without each; empty for the half that they are chosen on. */
  readonly choices: readonly Choice[];
  /** False claims by kind, each at the thresholds that were chosen without it. */
  readonly falseClaims: readonly KindGroup[];
  /** True claims by how they were made, at the thresholds shipped. */
  readonly trueClaims: readonly Group[];
  /** Edits of real documents, and SciFact, at the thresholds shipped; those whose data are there. */
  readonly sharedData: readonly Group[];
}

interface Cases {
  /** By hand and by rule. */
  readonly own: readonly PlacedCase[];
  /** Of the shared data. */
  readonly shared: readonly PlacedCase[];
}

async function readCases(corporaDir: string): Promise<Cases> {
  const documents = createDocuments(corporaDir);
  const own: PlacedCase[] = [];
  for (const gateCase of [...readByHand(), ...readKeptClaims()]) {
    own.push(await placeCase(gateCase, documents));
  }
  const edits = await readRealEdits(SHARED_HISTORIES);
  return { own, shared: [...edits, ...(await readSciFact(join(SHARED_RETRIEVAL, 'scifact')))] };
}

function half(cases: readonly PlacedCase[], split: Split): PlacedCase[] {
  return cases.filter(({ gateCase }) => gateCase.split === split);
}

function judge(cases: readonly PlacedCase[], thresholds: Thresholds): JudgedCase[] {
  return cases.map((placed) => judgeCase(placed, thresholds));
}

/** The half that thresholds are chosen on, at those that the code has. @returns each case, too */
export async function judgeTuneHalf(
  corporaDir: string,
): Promise<{ report: GateReport; judged: readonly JudgedCase[] }> {
  const startedAt = performance.now();
  const { own, shared } = await readCases(corporaDir);
  const judged = judge(half(own, 'tune'), THRESHOLDS);
  const others = judge(half(shared, 'tune'), THRESHOLDS);
  const report = describe('tune', [], judged, judged, others, startedAt);
  return { report, judged: [...judged, ...others] };
}

/** The other half, each kind of false claim at thresholds that were chosen without it. */
export async function evaluateGates(corporaDir: string): Promise<GateReport> {
  const startedAt = performance.now();
  const { own, shared } = await readCases(corporaDir);
  const choices = chooseThresholds(half(own, 'tune'));
  const reported = half(own, 'report');
  const heldBack = choices.flatMap(({ heldBack: kind, thresholds }) => {
    return judge(
      reported.filter(({ gateCase }) => gateCase.kind === kind && kind !== null),
      thresholds,
    );
  });
  const claims = judge(
    reported.filter(({ gateCase }) => gateCase.kind === null),
    THRESHOLDS,
  );
  const others = judge(half(shared, 'report'), THRESHOLDS);
  return describe('report', choices, heldBack, claims, others, startedAt);
}

function describe(
  split: Split,
  choices: readonly Choice[],
  falseClaims: readonly JudgedCase[],
  claims: readonly JudgedCase[],
  others: readonly JudgedCase[],
  startedAt: number,
): GateReport {
  const isByHand = ({ gateCase }: JudgedCase): boolean => gateCase.origin === 'hand';
  const trueClaims = claims.filter(({ gateCase }) => gateCase.kind === null);
  return {
    run: describeRun(performance.now() - startedAt),
    split,
    shipped: THRESHOLDS,
    choices,
    falseClaims: KINDS.map((kind) => {
      const cases = falseClaims.filter(({ gateCase }) => gateCase.kind === kind);
      return {
        name: kind,
        outcome: scoreCases(cases),
        byHand: scoreCases(cases.filter(isByHand)),
      };
    }),
    trueClaims: [
      { name: 'all', outcome: scoreCases(trueClaims) },
      ...groupsBy(trueClaims, ({ gateCase }) => gateCase.rule),
    ],
    sharedData: [
      ...groupsBy(others.filter(isOldSentence), () => 'edits, as it was: false'),
      ...groupsBy(others, nameOf),
    ],
  };
}

function isOldSentence({ gateCase }: JudgedCase): boolean {
  return gateCase.kind === 'edit';
}

function groupsBy(judged: readonly JudgedCase[], keyOf: (one: JudgedCase) => string): Group[] {
  return [...groupBy(judged, keyOf)].map(([name, cases]) => ({
    name,
    outcome: scoreCases(cases),
  }));
}

function nameOf({ gateCase: { origin, kind, rule } }: JudgedCase): string {
  if (origin === 'scifact') return `SciFact, ${rule}`;
  return `edits of ${rule}, ${kind === null ? 'as it is now: true' : 'as it was: false'}`;
}
