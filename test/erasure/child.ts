import { folderAt, openFolder } from './filled-store.ts';
import { requestErasure } from '../helpers/erasing.ts';

/*
 * A process that begins to erase documents and is killed at it:
 * `node --import tsx child.ts <folder> <ask | erase> <document id>...`
 * It writes the ids of its jobs on a line of standard output as soon as they are in the journal.
 */

const [path = '', mode, ...documentIds] = process.argv.slice(2);
const parts = await openFolder(folderAt(path));
const jobs: string[] = [];
for (const documentId of documentIds) {
  if (mode === 'ask') jobs.push(await requestErasure(parts.store, documentId));
  else jobs.push((await parts.jobs.startErasure(documentId, null)).job.id);
}
process.stdout.write(`${JSON.stringify(jobs)}\n`);
// Until it is killed.
setInterval(() => undefined, 60_000);
