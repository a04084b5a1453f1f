import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { asFootnoteError, FootnoteError } from '../../core/errors.ts';
import { openWriter } from './connection.ts';
import { createWriteOperations, type WriterPayload } from './write-operations.ts';
import type { WriteRequest, WriteResponse } from './writer.ts';

/* The thread that writes: each request is one operation, run to its end before the next. */

const { payload } = workerData as { payload: WriterPayload };
if (parentPort === null) throw new Error('writer-worker.ts runs in a worker thread only');
const port = parentPort;

const database = openWriter(payload.directory);
const operations = createWriteOperations(database, payload);

function run({ operation, parameters }: WriteRequest): unknown {
  if (operation === null) return void database.close();
  const perform = operations[operation] as (...parameters: readonly unknown[]) => unknown;
  return perform(...parameters);
}

/** Another process had the write lock for longer than a writer waits. */
function asStoreError(error: unknown): FootnoteError {
  if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
    return new FootnoteError('STORE_BUSY', {}, { cause: error });
  }
  return asFootnoteError(error);
}

port.on('message', (request: WriteRequest) => {
  const { id } = request;
  try {
    port.postMessage({ id, result: run(request) } satisfies WriteResponse);
  } catch (error) {
    const { code, message, details, cause } = asStoreError(error);
    const reason = cause instanceof Error ? cause.message : null;
    const told = { code, message, details, cause: reason };
    port.postMessage({ id, error: told } satisfies WriteResponse);
  }
});
