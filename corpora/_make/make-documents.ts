import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDocument, readSources, SUPPORT } from './make.ts';

/*
 * Writes the PDF and Word documents of the support corpus from corpora/support/_sources:
 * npm run make:documents. They are committed; a test holds them against their sources.
 */
for (const source of readSources()) {
  const bytes = await makeDocument(source);
  writeFileSync(join(SUPPORT, source.target), bytes);
  process.stdout.write(`${source.target}: ${bytes.length} bytes\n`);
}
