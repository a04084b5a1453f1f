import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPORA, madeDocuments, makeDocument } from './make.ts';

/*
 * Writes the PDF and Word documents of the corpora from the sources beside them: npm run make:documents.
 * They are committed; a test holds them against their sources.
 */
for (const { path, source } of madeDocuments()) {
  const bytes = await makeDocument(source);
  writeFileSync(join(CORPORA, path), bytes);
  process.stdout.write(`${path}: ${bytes.length} bytes\n`);
}
