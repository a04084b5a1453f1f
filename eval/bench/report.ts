import { formatTable, milliseconds, percent } from '../report.ts';
import type { IngestRate } from './ingest-rate.ts';
import type { Latencies, Latency } from './latency.ts';
import type { Material } from './material.ts';

interface Start {
  /** From the start of the process until /readyz answers 200. */
  readonly readyMs: number;
  /** The first question after that. */
  readonly firstQuestionMs: number;
}

export interface BenchResult {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly material: Omit<Material, 'questions'>;
  readonly ingest: IngestRate;
  /** After an ingest by another process, and once more. */
  readonly start: { readonly server: string; readonly first: Start; readonly again: Start };
  /** Of the server's process: with nothing in it, when ready, and after the questions. */
  readonly memory: {
    readonly emptyBytes: number;
    readonly readyBytes: number;
    readonly askedBytes: number;
    readonly bytesPerPassage: number;
  };
  readonly latency: {
    /** While the dense index is still being built. */
    readonly firstStart: Latencies;
    readonly http: Latencies;
    readonly inProcess: Latencies;
  };
}

export function printBench(result: BenchResult): void {
  const { machine, material, ingest, start, memory, latency } = result;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const { embed, commit, waiting } = ingest.shares;
  print(
    `${machine.cores} × ${machine.cpu}, Node ${machine.node}; ${material.source}: ` +
      `${material.files} files, ${material.paragraphs} paragraphs, ${megabytes(material.bytes)} MB\n`,
  );
  print(
    formatTable(
      ['measured', 'value', 'unit'],
      [
        ['passages', String(ingest.passages), ''],
        ['ingest', String(Math.round(ingest.passagesPerSecond)), 'passages/s'],
        ['ingest', ingest.megabytesPerSecond.toFixed(2), 'MB/s'],
        ['ingest, share embedding', percent(embed), ''],
        ['ingest, share committing', percent(commit), ''],
        ['ingest, share waiting for files', percent(waiting), ''],
        ['scan of unchanged files', milliseconds(ingest.unchangedScanMs), 'ms'],
        ['ready after start', milliseconds(start.first.readyMs), 'ms'],
        ['first question then', milliseconds(start.first.firstQuestionMs), 'ms'],
        ['ready after another start', milliseconds(start.again.readyMs), 'ms'],
        ['first question then', milliseconds(start.again.firstQuestionMs), 'ms'],
        ['memory of an empty server', megabytes(memory.emptyBytes), 'MB'],
        ['memory when ready', megabytes(memory.readyBytes), 'MB'],
        ['memory after the questions', megabytes(memory.askedBytes), 'MB'],
        ['memory a passage', (memory.bytesPerPassage / 1000).toFixed(1), 'kB'],
      ],
    ),
  );
  print('');
  print(
    formatTable(
      ['one at a time', 'questions', 'p50 ms', 'p99 ms', 'max ms'],
      [
        ...latencyRows('HTTP, first start', latency.firstStart),
        ...latencyRows('HTTP', latency.http),
        ...latencyRows('in process', latency.inProcess),
      ],
    ),
  );
}

function latencyRows(where: string, { search, ask }: Latencies): string[][] {
  const row = (what: string, { questions, p50Ms, p99Ms, maxMs }: Latency): string[] => [
    `${what}, ${where}`,
    String(questions),
    ...[p50Ms, p99Ms, maxMs].map(milliseconds),
  ];
  return [row('search', search), row('ask', ask)];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
