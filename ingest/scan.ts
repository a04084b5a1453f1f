import type { Embedders } from '../src/models/types.ts';
import type { IngestJob, Store } from '../src/store/types.ts';
import {
  commitEach,
  type DraftVectors,
  type ScanCommits,
  type ScannedDraft,
} from './commit-each.ts';
import { commitTogether } from './commit-together.ts';
import { compareWithLastScan } from './compare.ts';
import { embedDrafts } from './embed.ts';
import type { Parser } from './load/parser.ts';
import { oneAhead, parseChanged } from './parse-changed.ts';
import { readAhead } from './read-ahead.ts';
import { rememberVectors } from './remember-vectors.ts';
import { selectionOf, WHOLE, type Selection } from './selection.ts';
import { createTally, type Tally } from './tally.ts';
import type { IngestReport, WatchedScan } from './types.ts';

/** Parsed documents that are embedded together, so that small ones fill the model's batches. */
const GROUP_DOCUMENTS = 16;
const GROUP_PASSAGES = 256;
/** How often a file is looked at that changes, or that another scan takes in, at the same time. */
const MAX_LOOKS = 5;

export interface IngesterDeps {
  readonly store: Store;
  readonly embedders: Pick<Embedders, 'of'>;
  readonly parser: Parser;
  /** The folder whose subfolders are corpora. */
  readonly corporaDir: string;
  readonly maxDocumentBytes: number;
}

export interface ScanOptions {
  /** null = every corpus. */
  readonly corpus: string | null;
  readonly atomic: boolean;
  readonly watched: WatchedScan | null;
  readonly onProgress: ((progress: IngestJob['progress']) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** One scan's parts. */
interface Scan extends IngesterDeps {
  readonly watched: WatchedScan | null;
  readonly signal: AbortSignal | undefined;
  readonly tally: Tally;
  readonly commits: ScanCommits;
  /** For the documents of a group; an atomic scan has one for all. */
  readonly embeddersOfGroup: () => IngesterDeps['embedders'];
}

/**
 * Reads folders and commits what changed: a document a commit, or all in one at the end. What fails for a
 * file is tallied, never thrown.
 * @throws UNREADABLE_FILE when the corpora folder is not there; what an atomic scan's commit throws
 */
export async function scanCorpora(deps: IngesterDeps, options: ScanOptions): Promise<IngestReport> {
  const { corpus, atomic, watched, onProgress, signal } = options;
  const tally = createTally(onProgress);
  const remembering = () => rememberVectors(deps.embedders, (count) => tally.embedded(count));
  const embedders = remembering();
  const scan: Scan = {
    ...deps,
    watched,
    signal,
    tally,
    commits: atomic ? commitTogether({ ...deps, embedders }, tally) : commitEach(deps.store, tally),
    embeddersOfGroup: atomic ? () => embedders : remembering,
  };
  const ids = watched?.touched ?? (corpus === null ? null : [corpus]);
  let selection = ids === null ? WHOLE : selectionOf(ids);
  for (let looks = 1; ; looks++) {
    const again = await look(scan, selection);
    if (signal?.aborted) break;
    if (looks === MAX_LOOKS) {
      await giveUp(scan, again);
      break;
    }
    // What goes in together waits for what is looked at again.
    const unfinished = again.size > 0 ? again : await scan.commits.finish();
    if (unfinished.size === 0) break;
    selection = selectionOf(unfinished.keys());
  }
  return tally.report((await deps.store.latest()).seq);
}

/** The rest goes in without what never kept still. */
async function giveUp({ commits, tally }: Scan, unfinished: Map<string, unknown>): Promise<void> {
  do {
    unfinished.forEach((error, documentId) => tally.failedWith(documentId, error));
    unfinished = await commits.finish();
  } while (unfinished.size > 0);
}

/** Looks at each file of a selection once. @returns ids that must be looked at again, and why */
async function look(scan: Scan, selection: Selection): Promise<Map<string, unknown>> {
  const { watched, commits, tally, signal } = scan;
  const found = await compareWithLastScan(scan, { selection, observer: watched }, tally);
  tally.plan(found.files);
  for (const source of found.vanished) {
    if (signal?.aborted || watched?.atRest(source.documentId, null) === false) continue;
    await commits.remove(source);
  }
  const again = new Map<string, unknown>();
  const readings = readAhead(found.files, scan.maxDocumentBytes);
  let group: ScannedDraft[] = [];
  // While a group is embedded and committed here, the parser's process reads the next file.
  for await (const draft of oneAhead(parseChanged(scan, readings, again))) {
    if (signal?.aborted) break;
    group.push(draft);
    const passages = group.reduce((sum, { passages: { length } }) => sum + length, 0);
    if (group.length < GROUP_DOCUMENTS && passages < GROUP_PASSAGES) continue;
    await commitGroup(scan, group);
    group = [];
  }
  if (!signal?.aborted) await commitGroup(scan, group);
  return again;
}

async function commitGroup(scan: Scan, drafts: readonly ScannedDraft[]): Promise<void> {
  const embedders = scan.embeddersOfGroup();
  for (const { draft, ...vectors } of await embedGroup({ ...scan, embedders }, drafts)) {
    await scan.commits.revise(draft, vectors);
  }
}

/** The drafts that the model takes, with their vectors. */
async function embedGroup(
  scan: Scan,
  drafts: readonly ScannedDraft[],
): Promise<({ draft: ScannedDraft } & DraftVectors)[]> {
  try {
    const { model, vectors } = await embedDrafts(scan, drafts, scan.signal);
    return drafts.map((draft, index) => ({ draft, model, embedded: vectors[index] ?? [] }));
  } catch (error) {
    if (scan.signal?.aborted) return [];
    if (drafts.length === 1) {
      drafts.forEach(({ documentId }) => scan.tally.failedWith(documentId, error));
      return [];
    }
    // One text that the model refuses must not take its neighbours along.
    const each = [];
    for (const draft of drafts) each.push(...(await embedGroup(scan, [draft])));
    return each;
  }
}
