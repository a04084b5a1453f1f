import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compose, type Parts } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';

/* Two corpora of a few short documents, ingested through the whole pipeline into a folder of their own. */

export const SMALL_CORPORA: Readonly<Record<string, string>> = {
  'support/refunds.md': `# Refunds

Refunds are paid within 14 days of the return.

## Who may ask

Only the person who placed the order may ask for a refund.
`,
  'support/delivery.md': `# Delivery

Parcels arrive within three working days. A courier calls an hour before the delivery.
`,
  'support/fees.csv': `fee,amount,region
late return,15 EUR,EU
lost key,40 EUR,UK
`,
  'legal/terms.md': `# Terms

These terms are governed by the law of the Netherlands.

Either party may end the contract with a notice of one month.
`,
};

export interface SmallCorpora {
  readonly parts: Parts;
  close(): Promise<void>;
}

/** @param env settings other than where things lie */
export async function openSmallCorpora(env: Record<string, string> = {}): Promise<SmallCorpora> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-small-'));
  const corporaDir = join(folder, 'corpora');
  for (const [path, text] of Object.entries(SMALL_CORPORA)) {
    mkdirSync(dirname(join(corporaDir, path)), { recursive: true });
    writeFileSync(join(corporaDir, path), text);
  }
  const parts = await compose(
    readConfig({ DATA_DIR: join(folder, 'data'), CORPORA_DIR: corporaDir, ...env }),
  );
  return {
    parts,
    async close() {
      await parts.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
