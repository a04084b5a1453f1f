import { milliseconds } from '../report.ts';
import type { BenchResult, FormatResult, ModelResult } from './result.ts';
import { freshnessTables, readersTables, scanTable } from './report-freshness.ts';
import { sizesTables } from './report-sizes.ts';
import { decimal, listCounts, type Table } from './table.ts';

/** Everything that was measured, as tables. */
export function tablesOf(result: BenchResult): Table[] {
  const { machine, formats, scan, freshness, readers, sizes, model } = result;
  const { cores, cpu, node, loadBefore } = machine;
  const computer: Table = {
    title: 'Machine',
    header: ['cores', 'processor', 'Node', 'load before'],
    rows: [[String(cores), cpu, node, decimal(loadBefore)]],
  };
  return [
    computer,
    ...(formats.length === 0 ? [] : [formatsTable(formats)]),
    ...(scan === null ? [] : [scanTable(scan)]),
    ...(freshness === null ? [] : freshnessTables(freshness)),
    ...(readers === null ? [] : readersTables(readers)),
    ...(sizes === null || sizes.measured.length === 0 ? [] : sizesTables(sizes)),
    ...(model === null ? [] : [modelTable(model)]),
  ];
}

function modelTable(model: ModelResult): Table {
  const { passages, questions, claims, modelMs, added, retrieveMs, verifyMs } = model;
  return {
    title: `A chat model beside ${passages.toLocaleString('en')} passages, asked over HTTP, ms`,
    header: [
      'questions',
      'claims each',
      'model p50',
      'added p50',
      'added p99',
      'retrieval p50',
      'verification p50',
    ],
    rows: [
      [
        String(questions),
        decimal(claims),
        ...[modelMs, added.p50Ms, added.p99Ms, retrieveMs, verifyMs].map(milliseconds),
      ],
    ],
  };
}

function formatsTable(formats: readonly FormatResult[]): Table {
  return {
    title: 'Files read and cut into passages, per second',
    header: ['format', 'sample', 'files', 'documents', 'MB', 'passages', 'pages', 'not read'],
    rows: formats.map(({ format, sample, files, rate, failures }) => [
      format,
      sample,
      String(files),
      ...(['documents', 'megabytes', 'passages', 'pages'] as const).map((what) =>
        decimal(rate?.[what] ?? null),
      ),
      listCounts(failures),
    ]),
  };
}
