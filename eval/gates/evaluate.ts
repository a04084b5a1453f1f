import { join } from 'node:path';
import { SHARED_RETRIEVAL } from '../datasets.ts';
import { SHARED_HISTORIES } from '../history/read-histories.ts';
import { describeRun, type RunDescription } from '../run.ts';
import { readByHand } from './by-hand.ts';
import { createDocuments } from './documents.ts';
import { groupBy } from './group.ts';
import { readKeptClaims } from './kept-claims.ts';
import { judgeCase, placeCase, type JudgedCase, type PlacedCase } from './judge.ts';
import { readRealEdits } from './real-edits.ts';
import { readSciFact } from './scifact.ts';
import { scoreCases, type Outcome } from './score.ts';
import { KINDS, type Split } from './types.ts';

/** Of false claims of one kind, or of true ones made in one way. */
export interface Group {
  readonly name: string;
  readonly outcome: Outcome;
}

/** The JSON file as it is. */
export interface GateReport {
  readonly run: RunDescription;
  /** Of which half of the claims the figures are. */
  readonly split: Split;
  /** False claims by kind; none of the shared data. */
  readonly falseClaims: readonly Group[];
  /** True claims by how they were made; none of the shared data. */
  readonly trueClaims: readonly Group[];
  /** Edits of real documents, and SciFact; empty where the shared data are not. */
  readonly sharedData: readonly Group[];
}

/** Every case that there is of one half; those of the shared data where they are. */
export async function readCases(corporaDir: string, split: Split): Promise<PlacedCase[]> {
  const documents = createDocuments(corporaDir);
  const kept: PlacedCase[] = [];
  for (const gateCase of [...readByHand(), ...readKeptClaims()])
    kept.push(await placeCase(gateCase, documents));
  const all = [
    ...kept,
    ...(await readRealEdits(SHARED_HISTORIES)),
    ...(await readSciFact(join(SHARED_RETRIEVAL, 'scifact'))),
  ];
  return all.filter(({ gateCase }) => gateCase.split === split);
}

/** @returns the report, and each case as it was judged */
export async function evaluateGates(
  corporaDir: string,
  split: Split,
): Promise<{ report: GateReport; judged: readonly JudgedCase[] }> {
  const startedAt = performance.now();
  const judged = (await readCases(corporaDir, split)).map(judgeCase);
  const own = judged.filter(({ gateCase: { origin } }) => origin === 'hand' || origin === 'rule');
  const shared = judged.filter((one) => !own.includes(one));
  const claims = own.filter(({ gateCase }) => gateCase.kind === null);
  return {
    judged,
    report: {
      run: describeRun(performance.now() - startedAt),
      split,
      falseClaims: KINDS.map((kind) => ({
        name: kind,
        outcome: scoreCases(own.filter(({ gateCase }) => gateCase.kind === kind)),
      })),
      trueClaims: [
        { name: 'all', outcome: scoreCases(claims) },
        ...groupsBy(claims, ({ gateCase }) => gateCase.rule),
      ],
      sharedData: groupsBy(shared, nameOf),
    },
  };
}

function groupsBy(judged: readonly JudgedCase[], nameOf: (one: JudgedCase) => string): Group[] {
  return [...groupBy(judged, nameOf)].map(([name, cases]) => ({
    name,
    outcome: scoreCases(cases),
  }));
}

function nameOf({ gateCase: { origin, kind, rule } }: JudgedCase): string {
  if (origin === 'scifact') return `SciFact, ${rule}`;
  return `edits of ${rule}, ${kind === null ? 'as it is now: true' : 'as it was: false'}`;
}
