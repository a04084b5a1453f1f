import { milliseconds, percent } from '../report.ts';
import { describeExponent } from './growth.ts';
import type { Growth, SizeResult, SizesResult } from './result.ts';
import { decimal, listCounts, megabytes, type Table } from './table.ts';

/** What was measured with so many passages, a table for each question one may have. */
export function sizesTables(result: SizesResult): Table[] {
  const { measured, growth } = result;
  return [
    materialTable(measured),
    ingestTable(measured),
    startTable(result),
    memoryTable(result),
    latencyTable(result),
    ...(growth.length === 0 ? [] : [growthTable(growth)]),
  ];
}

function materialTable(measured: readonly SizeResult[]): Table {
  return {
    title: 'Passages, and where their text is from',
    header: ['passages', 'files', 'MB', 'passages from'],
    rows: measured.map(({ passages, material }) => [
      String(passages),
      String(material.files),
      megabytes(material.bytes),
      listCounts(material.sources),
    ]),
  };
}

function ingestTable(measured: readonly SizeResult[]): Table {
  return {
    title: 'Ingest into an empty data directory; then a scan with nothing changed',
    header: ['passages', 'passages/s', 'MB/s', 'embed', 'commit', 'wait for files', 'scan, ms'],
    rows: measured.map(({ passages, ingest }) => [
      String(passages),
      ingest.passagesPerSecond.toFixed(0),
      ingest.megabytesPerSecond.toFixed(2),
      ...Object.values(ingest.shares).map(percent),
      milliseconds(ingest.unchangedScanMs),
    ]),
  };
}

function startTable({ measured, empty }: SizesResult): Table {
  return {
    title: 'Start of a server, ms; its first one builds the dense graph',
    header: [
      'passages',
      'first start: ready',
      'first question',
      'at rest, asked meanwhile',
      'second start: ready',
      'first question',
    ],
    rows: [
      ['none', '–', '–', '–', milliseconds(empty.readyMs), '–'],
      ...measured.map(({ passages, first, again }) => [
        String(passages),
        milliseconds(first.readyMs),
        milliseconds(first.firstQuestionMs),
        decimal(first.atRestMs),
        milliseconds(again.readyMs),
        milliseconds(again.firstQuestionMs),
      ]),
    ],
  };
}

function memoryTable({ measured, empty }: SizesResult): Table {
  const each = (bytes: number, passages: number): string => (bytes / passages / 1000).toFixed(1);
  return {
    title: 'Resident memory of a server, MB, and its data directory; kB a passage above none',
    header: ['passages', 'ready', 'asked', 'kB a passage', 'on disk', 'kB a passage', 'graph, kB'],
    rows: [
      ['none', megabytes(empty.readyBytes), megabytes(empty.askedBytes), '–', '–', '–', '–'],
      ...measured.map(({ passages, again, disk: { documentBytes, indexBytes } }) => [
        String(passages),
        megabytes(again.readyBytes),
        megabytes(again.askedBytes),
        each(again.askedBytes - empty.askedBytes, passages),
        megabytes(documentBytes + indexBytes),
        each(documentBytes + indexBytes, passages),
        each(indexBytes, passages),
      ]),
    ],
  };
}

function latencyTable({ measured, server }: SizesResult): Table {
  return {
    title: `One question after the other, ms, and mean processor time; the server is ${server}`,
    header: ['passages', 'what', 'where', 'questions', 'p50', 'p99', 'max', 'processor'],
    rows: measured.flatMap(({ passages, first, again, inProcess }) =>
      (['search', 'ask'] as const).flatMap((what) =>
        [
          { where: 'HTTP, first start', latency: first.latencies[what] },
          { where: 'HTTP, second start', latency: again.latencies[what] },
          { where: 'in process', latency: inProcess[what] },
        ].map(({ where, latency: { questions, p50Ms, p99Ms, maxMs, cpuMs } }) => [
          String(passages),
          what,
          where,
          String(questions),
          ...[p50Ms, p99Ms, maxMs, cpuMs].map(milliseconds),
        ]),
      ),
    ),
  };
}

function growthTable(growth: readonly Growth[]): Table {
  return {
    title: 'Growth with the passages n, fitted as a · n^b (1 is linear); second start',
    header: ['of', 'b', 'that is', 'R²', 'sizes', 'b of the last two'],
    rows: growth.map(({ of, exponent, lastExponent, r2, sizes }) => [
      of,
      exponent.toFixed(2),
      describeExponent(exponent),
      r2.toFixed(3),
      String(sizes),
      lastExponent.toFixed(2),
    ]),
  };
}
