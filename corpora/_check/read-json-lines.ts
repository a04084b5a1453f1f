import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { formReader, messageOf, type Finding } from './finding.ts';

/** A line of a JSON Lines file. */
export interface JsonLine<Value> {
  /** Counted from 1. */
  readonly line: number;
  /** As it stands in the file, without its end. */
  readonly raw: string;
  readonly value: Value;
}

/** The lines of a file that are of a form, and a finding for each that is not. */
export function readJsonLines<Schema extends TSchema>(
  corpora: string,
  file: string,
  schema: Schema,
): { lines: JsonLine<Static<Schema>>[]; findings: Finding[] } {
  const lines: JsonLine<Static<Schema>>[] = [];
  const findings: Finding[] = [];
  const path = join(corpora, file);
  if (!existsSync(path)) return { lines, findings: [{ file, at: 1, problem: 'is not there' }] };
  const parse = formReader(schema);
  for (const [index, raw] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (raw.trim() === '') continue;
    try {
      lines.push({ line: index + 1, raw, value: parse(raw) });
    } catch (error) {
      findings.push({ file, at: index + 1, problem: messageOf(error) });
    }
  }
  return { lines, findings };
}
