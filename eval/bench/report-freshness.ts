import { milliseconds } from '../report.ts';
import type {
  EditedCorpus,
  FreshnessResult,
  ReadersPhase,
  ReadersResult,
  ScanResult,
} from './freshness-result.ts';
import type { Spread } from './spread.ts';
import { decimal, listCounts, megabytes, type Table } from './table.ts';

/** How soon an edit is answered, and how much later a rebuild would be. */
export function freshnessTables(result: FreshnessResult): Table[] {
  return [editsTable(result), rebuildTable(result)];
}

function editsTable({ withMinSeq, withoutMinSeq, ...corpus }: FreshnessResult): Table {
  const series = { 'with minSeq': withMinSeq, without: withoutMinSeq };
  return {
    title: `One fact edited in one of ${describeCorpus(corpus)}, PUT and asked about at once, ms`,
    header: [
      'question',
      'what',
      'edits',
      'p50',
      'p99',
      'max',
      'embedded',
      'at most',
      'wrong answers',
    ],
    rows: Object.entries(series).flatMap(([name, { whole, put, ask, embedded, faults }]) =>
      Object.entries({ 'PUT to answer': whole, PUT: put, ask }).map(([what, spread]) => [
        name,
        what,
        ...cells(spread),
        embedded.mean.toFixed(2),
        String(embedded.max),
        listCounts(faults),
      ]),
    ),
  };
}

function rebuildTable({ withMinSeq: { whole }, rebuild, hnswlib }: FreshnessResult): Table {
  const rows = {
    'an edit, PUT to answer, p50': whole.p50Ms,
    'an edit, PUT to answer, p99': whole.p99Ms,
    'full rebuild: server ready': rebuild.readyMs,
    'full rebuild: dense graph, too': rebuild.graphMs,
    [`HNSWLib rebuilt from ${hnswlib.passages} vectors, saved`]: hnswlib.durationMs,
  };
  const times = (ms: number, editMs: number): string => `${decimal(ms / editMs)} ×`;
  return {
    title: 'The same change by an edit and by a rebuild',
    header: ['way', 'ms', 'times p50', 'times p99'],
    rows: Object.entries(rows).map(([way, ms]) => [
      way,
      decimal(ms),
      times(ms, whole.p50Ms),
      times(ms, whole.p99Ms),
    ]),
  };
}

/** What readers see and wait for while documents are revised. */
export function readersTables(result: ReadersResult): Table[] {
  const { idle, writing, askers, violations } = result;
  const ratio = (of: (spread: Spread) => number): string =>
    `${decimal(of(writing.ask) / of(idle.ask))} ×`;
  const asked: Table = {
    title: `${askers} readers of ${describeCorpus(result)}, ms; wrong answers: ${listCounts(violations)}`,
    header: ['while', 'what', 'count', 'p50', 'p99', 'max', 'a second'],
    rows: [
      ['nothing is written', 'ask', ...cells(idle.ask), '–'],
      ['documents are revised', 'ask', ...cells(writing.ask), '–'],
      ['', 'times', '–', ratio((s) => s.p50Ms), ratio((s) => s.p99Ms), ratio((s) => s.maxMs), '–'],
      ['documents are revised', 'PUT', ...cells(writing.put), decimal(writing.putsPerSecond)],
    ],
  };
  return [asked, eventLoopTable({ 'nothing is written': idle, 'documents are revised': writing })];
}

function eventLoopTable(phases: Readonly<Record<string, ReadersPhase>>): Table {
  return {
    title: 'Delay of the server’s event loop meanwhile, ms, of a timer of 1 ms',
    header: ['while', 'timers', 'p50', 'p99', 'p99.9', 'max'],
    rows: Object.entries(phases).map(([name, { eventLoop }]) => [
      name,
      String(eventLoop.samples),
      ...[eventLoop.p50Ms, eventLoop.p99Ms, eventLoop.p999Ms, eventLoop.maxMs].map(milliseconds),
    ]),
  };
}

/** What it takes to see that nothing has changed. */
export function scanTable(result: ScanResult): Table {
  const { files, bytes, passages, ingestMs, unchanged, embedded, revised, sameSeq, command } =
    result;
  return {
    title: `Scan of ${files} files, ${megabytes(bytes)} MB, ${passages} passages, with nothing changed`,
    header: ['what', 'ms', 'max', 'embedded', 'revised', 'seq'],
    rows: [
      [
        `scan, median of ${unchanged.scans}`,
        milliseconds(unchanged.medianMs),
        milliseconds(unchanged.maxMs),
        String(embedded),
        String(revised),
        sameSeq ? 'the same' : 'moved on',
      ],
      ['scan by npm run ingest', milliseconds(command.scanMs), '–', '–', '–', '–'],
      ['npm run ingest as a whole', milliseconds(command.wholeMs), '–', '–', '–', '–'],
      ['the ingest before', milliseconds(ingestMs), '–', '–', '–', '–'],
    ],
  };
}

function describeCorpus({ passages, documents }: EditedCorpus): string {
  return `${documents} documents of 10 kB beside ${passages} passages`;
}

function cells({ count, p50Ms, p99Ms, maxMs }: Spread): string[] {
  return [String(count), ...[p50Ms, p99Ms, maxMs].map(milliseconds)];
}
