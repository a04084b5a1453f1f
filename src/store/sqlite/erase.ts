import { setTimeout as delay } from 'node:timers/promises';
import type { ErasureReceipt } from '../types.ts';
import type { DenseOfModel } from './dense-of-model.ts';
import type { Writer } from './writer.ts';

/** How long to wait for readers before the log is tried again: they hold it for milliseconds. */
const RETRY_MS = { first: 5, longest: 500 };

/**
 * The steps of an erasure, each of which may be done again: rows, free space, dense index, log, receipt.
 * @throws the signal's reason; the erasure is then taken up at the next start
 */
export async function eraseDocument(
  parts: { writer: Writer; dense: Pick<DenseOfModel, 'renew'> },
  jobId: string,
  signal?: AbortSignal,
): Promise<ErasureReceipt> {
  const { writer, dense } = parts;
  await writer.run('removeErased', jobId);
  await writer.run('rewriteDatabase');
  await writer.run('deleteIndexFiles');
  dense.renew();
  for (
    let waitMs = RETRY_MS.first;
    !(await writer.run('emptyLog'));
    waitMs = Math.min(waitMs * 2, RETRY_MS.longest)
  ) {
    await delay(waitMs, undefined, signal ? { signal } : {});
  }
  return writer.run('finishErasure', jobId);
}
