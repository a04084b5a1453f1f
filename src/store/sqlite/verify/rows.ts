import type { Database } from 'better-sqlite3';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { CheckName, Finding } from './checks.ts';

/** A check that is one query: each row is a finding, told by its one column. */
export function* findRows(
  database: Database,
  check: CheckName,
  sql: string,
  ...values: (string | number)[]
): Generator<Finding> {
  const rows = database.prepare<(string | number)[], string>(sql).pluck();
  for (const detail of rows.iterate(...values)) yield { check, detail };
}

/** Reads JSON of a form; undefined when it is not JSON, or of another form. */
export function jsonReader<Schema extends TSchema>(
  schema: Schema,
): (text: string) => Static<Schema> | undefined {
  const form = Compile(schema);
  return (text) => {
    try {
      const value: unknown = JSON.parse(text);
      return form.Check(value) ? value : undefined;
    } catch {
      return undefined;
    }
  };
}
