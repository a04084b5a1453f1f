import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embedDrafts } from '../../ingest/embed.ts';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import { createCalibrator } from '../../src/retrieve/calibrate.ts';
import { createCarryOver } from '../../src/retrieve/carry-over.ts';
import { createRetriever } from '../../src/retrieve/retrieve.ts';
import type { Retriever } from '../../src/retrieve/types.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import { draftOf, type DocumentSpec } from './documents.ts';

/** A small store that is searched as the real one is, in a folder of its own. */
export interface Library {
  readonly store: Store;
  readonly retriever: Retriever;
  /** Commits documents, all in one transaction. */
  put(...specs: DocumentSpec[]): Promise<number>;
  close(): Promise<void>;
}

export function openLibrary(): Library {
  const directory = mkdtempSync(join(tmpdir(), 'footnote-library-'));
  const embedders = { of: async () => createEmbeddedEmbedder() };
  const store = createSqliteStore({ directory });
  const calibrator = createCalibrator({ store });
  return {
    store,
    retriever: createRetriever({ store, embedders, calibrator, rewriter: createCarryOver() }),
    async put(...specs) {
      const drafts = specs.map(draftOf);
      const { model, vectors } = await embedDrafts({ store, embedders }, drafts);
      const { seq } = await store.commit(
        drafts.map((draft, i) => ({
          kind: 'revise',
          draft,
          model,
          embedded: vectors[i] ?? [],
          ifRevision: null,
          source: null,
        })),
      );
      return seq;
    },
    async close() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Documents of one sentence each, enough of them that words differ in how rare they are. */
export const HELP_PAGES: readonly DocumentSpec[] = [
  ['support/refunds.md', 'Refunds are paid within fourteen days of the return of the bicycle.'],
  ['support/returns.md', 'The bicycle goes back in the box that the courier brought.'],
  ['support/delivery.md', 'The courier calls an hour before the delivery of the bicycle.'],
  ['support/battery.md', 'The battery charges in five hours at the wall socket.'],
  ['support/brakes.md', 'Squeaking brakes need new pads, which the workshop fits for free.'],
  ['support/theft.md', 'Report a stolen bicycle to the police before you call us.'],
  ['support/plans.md', 'The family plan costs thirty euros a month for two riders.'],
  ['support/app.md', 'Open the app and choose the lock to unlock the bicycle.'],
  ['legal/terms.md', 'These terms are governed by the law of the Netherlands.'],
  ['legal/privacy.md', 'We store the position of the bicycle for thirty days.'],
].map(([id = '', text = '']) => ({ id, text }));
