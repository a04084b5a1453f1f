import type { Database } from 'better-sqlite3';
import { prepared } from './statements.ts';

interface Calibration {
  readonly seq: number;
  readonly values: unknown;
}

/** The last one found at or before `seq`, or else the first one after it; null when there is none. */
export function readCalibration(reader: Database, corpus: string, seq: number): Calibration | null {
  const row = prepared<[string, number, number], { seq: number; calibration: string }>(
    reader,
    `SELECT seq, calibration FROM calibrations WHERE corpus = ?
      ORDER BY seq > ?, abs(seq - ?) LIMIT 1`,
  ).get(corpus, seq, seq);
  if (row === undefined) return null;
  return { seq: row.seq, values: JSON.parse(row.calibration) as unknown };
}

export function saveCalibration(
  writer: Database,
  corpus: string,
  { seq, values }: Calibration,
): void {
  prepared<[string, number, string], never>(
    writer,
    'INSERT OR REPLACE INTO calibrations (corpus, seq, calibration) VALUES (?, ?, ?)',
  ).run(corpus, seq, JSON.stringify(values));
}
