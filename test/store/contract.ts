import { afterEach, describe } from 'vitest';
import type { Store } from '../../src/store/types.ts';
import type { CreateStore } from '../helpers/documents.ts';
import { describeAnswers } from './contract/answers.ts';
import { describeCommits } from './contract/commits.ts';
import { describeEraseJobs } from './contract/erase-jobs.ts';
import { describeEmbeddingModels } from './contract/embedding-models.ts';
import { describeErased } from './contract/erased.ts';
import { describeErasure } from './contract/erasure.ts';
import { describeEvents } from './contract/events.ts';
import { describeFollowed } from './contract/followed.ts';
import { describeIsolation } from './contract/isolation.ts';
import { describeReading } from './contract/reading.ts';
import { describeReadingRecords } from './contract/reading-records.ts';
import { describeRecords } from './contract/records.ts';
import { describeRetention } from './contract/retention.ts';
import { describeScopes } from './contract/scopes.ts';
import { describeSuperseded } from './contract/superseded.ts';

/**
 * What every driver of the store's port does.
 * @param create makes an empty store
 */
export function describeStore(name: string, create: CreateStore): void {
  describe(`the ${name} store`, () => {
    const opened: Store[] = [];
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    const open: CreateStore = async () => {
      const store = await create();
      opened.push(store);
      return store;
    };
    describeScopes(open);
    describeReading(open);
    describeReadingRecords(open);
    describeCommits(open);
    describeEmbeddingModels(open);
    describeIsolation(open);
    describeSuperseded(open);
    describeAnswers(open);
    describeRecords(open);
    describeErasure(open);
    describeEraseJobs(open);
    describeErased(open);
    describeRetention(open);
    describeEvents(open);
    describeFollowed(open);
  });
}
