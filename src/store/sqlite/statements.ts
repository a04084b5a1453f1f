import type { Database, Statement } from 'better-sqlite3';

const statements = new WeakMap<Database, Map<string, Statement>>();

/**
 * The connection's statement for this SQL, prepared the first time: preparing takes longer than most of
 * the reads themselves. Not for text that holds values, which would be without end; nor to be read from
 * twice at the same time. `pluck` and `raw` stay with the statement, so one text is used in one way.
 */
export function prepared<Values extends unknown[], Row>(
  database: Database,
  sql: string,
): Statement<Values, Row> {
  let known = statements.get(database);
  if (known === undefined) statements.set(database, (known = new Map<string, Statement>()));
  let statement = known.get(sql);
  if (statement === undefined) known.set(sql, (statement = database.prepare(sql)));
  return statement as Statement<Values, Row>;
}
