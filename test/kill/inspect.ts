import { execFile } from 'node:child_process';
import type { Note } from '../../src/store/sqlite/verify/checks.ts';
import { verifyStore } from '../../src/store/sqlite/verify/verify.ts';
import { compare, type Hit } from './compare.ts';
import { close, expectNothing, follow, type Expected } from './expected.ts';
import { readJournal } from './journal.ts';
import type { Place } from './messages.ts';
import { endsInTransaction, findTraces, observe } from './observed.ts';

/* What a store is found to be: right after a kill, and once it was opened again. */

const root = new URL('../..', import.meta.url).pathname;

export interface World {
  readonly place: Place;
  readonly expected: Expected;
  /** Entries of the journal that are taken up already. */
  read: number;
}

/** A place before anything is done at it: what is there is what was prepared. */
export function newWorld(place: Place): World {
  const { documents, seq, answers } = observe(place.dataDir);
  const expected = {
    ...expectNothing(),
    documents: new Map(documents),
    answers: new Set(answers),
    seq,
  };
  return { place, expected, read: 0 };
}

/** What a kill met. */
export interface Wound {
  readonly hit: Hit;
  /** The log ends in the middle of a transaction. */
  readonly inTransaction: boolean;
  readonly notes: readonly Note['note'][];
}

interface Inspection {
  readonly findings: readonly string[];
  readonly wound: Wound;
  /** Of the schema. */
  readonly version: number;
}

/** What must be so from the first moment, before anything is put in order. */
export async function inspectKilled(world: World): Promise<Inspection> {
  const { dataDir } = world.place;
  const inTransaction = endsInTransaction(dataDir);
  const observed = observe(dataDir);
  const broken = await verified(dataDir);
  const { findings, hit } = takeUp(world, observed, false);
  const left = tracesLeft(world);
  const { version } = observed;
  const wound = { hit, inTransaction, notes: broken.notes.map(({ note }) => note) };
  return { findings: [...broken.findings, ...findings, ...left], wound, version };
}

/** What must be so once the store was opened as a server opens it. */
export async function inspectRecovered(world: World): Promise<readonly string[]> {
  const { dataDir } = world.place;
  const { findings, notes } = await verified(dataDir);
  const compared = takeUp(world, observe(dataDir), true);
  const unfinished = notes
    .filter(({ note }) => !note.startsWith('index-'))
    .map(({ note, detail }) => `after the start there is still ${note}: ${detail}`);
  return [
    ...findings,
    ...compared.findings,
    ...unfinished,
    ...tracesLeft(world),
    ...tracesLost(world),
  ];
}

async function verified(dataDir: string): Promise<{ findings: string[]; notes: readonly Note[] }> {
  const report = await verifyStore(dataDir);
  if (report === null) return { findings: [], notes: [] };
  const { findings, notes } = report;
  return { findings: findings.map(({ check, detail }) => `${check}: ${detail}`), notes };
}

/** Compares with the journal, and goes on from what is there. */
function takeUp(world: World, observed: ReturnType<typeof observe>, recovered: boolean) {
  const { expected, place } = world;
  const entries = readJournal(place.journal);
  follow(expected, entries.slice(world.read));
  world.read = entries.length;
  const comparison = compare(expected, observed, recovered);
  // An erasure may still be made; anything else is made or is not.
  if (recovered || expected.open?.type !== 'erase') close(expected);
  return comparison;
}

/** Of what is erased no file holds anything. */
function tracesLeft({ place, expected }: World): string[] {
  const { found, files } = findTraces(place.dataDir, expected.erased);
  return found === 0 ? [] : [`${found} traces of what is erased are in ${files.join(', ')}`];
}

/** What is not erased is found, and so what is erased would be. */
function tracesLost({ place, expected }: World): string[] {
  return [...expected.traces]
    .filter(([, traces]) => findTraces(place.dataDir, traces).found < traces.length)
    .map(([id]) => `the search does not find all of ${id}, which is there`);
}

/** The command says the same. */
export async function verifiedByCommand(dataDir: string): Promise<string[]> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
  const command = ['--import', 'tsx', 'src/verify-store.ts'];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve(error === null ? [] : [`verify-store ends with ${error.code}: ${out}${err}`]);
    });
  });
}
