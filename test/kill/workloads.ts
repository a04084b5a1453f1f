import { setTimeout as delay } from 'node:timers/promises';
import type { Parts } from '../../src/compose.ts';
import { sha256 } from '../../src/core/ids.ts';
import type { Answer } from '../../src/core/model.ts';
import { createDenseIndex } from '../../src/store/sqlite/dense-index.ts';
import type { Random } from '../helpers/mutations.ts';
import { changeFiles, listFiles } from './files.ts';
import type { Intent, Journal } from './journal.ts';
import type { Kind, Place } from './messages.ts';
import { lastEmbedding, vectorTraces } from './peek.ts';
import { below, markdown, newCanary, sentence } from './texts.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/* What a child does, step by step, until it is killed. */

const POLL_MS = 5;

export interface Work {
  readonly parts: Parts;
  readonly place: Place;
  readonly journal: Journal;
  readonly random: Random;
}

export const STEPS: Readonly<Record<Exclude<Kind, 'migrate'>, (work: Work) => Promise<void>>> = {
  ingest: async (work) => {
    changeFiles(work, { added: 8, edited: 0 });
    await scan(work, { atomic: false });
  },
  're-ingest': async (work) => {
    changeFiles(work, { added: 2, edited: 8 });
    await scan(work, { atomic: false });
  },
  atomic: async (work) => {
    changeFiles(work, { added: 2, edited: 8 });
    await scan(work, { atomic: true });
  },
  erase: async (work) => {
    const documentId = `secret/${newCanary(work.random)}.md`;
    await put(work, documentId, secret(work, 1 + below(work.random, 6)));
    if (work.random() < 0.5) await ask(work, 'What is the name of the guest?');
    if (work.random() < 0.5) await put(work, documentId, secret(work, 2));
    if (work.random() < 0.8) await erase(work, documentId);
    // One that comes in again after each erasure.
    await put(work, 'secret/again.md', secret(work, 1));
    await erase(work, 'secret/again.md');
  },
  vacuum: async (work) => {
    const documentId = `secret/${newCanary(work.random)}.md`;
    await put(work, documentId, secret(work, 200));
    await erase(work, documentId);
  },
  collect: async (work) => {
    for (const name of ['a', 'b', 'c']) {
      await put(work, `collect/${name}.md`, { text: markdown(work.random, 12), canary: null });
    }
    await ask(work, sentence(work.random));
    work.journal.append({ entry: 'intent', intent: { type: 'collect' } });
    await work.parts.store.collect({ revisions: 1, answersSince: null });
    await done(work);
  },
  save: async (work) => {
    await put(work, `large/save-${below(work.random, 20)}.md`, {
      text: markdown(work.random, 12),
      canary: null,
    });
    await saveIndex(work);
  },
};

/** Shares its last words with all others, which must stay when this one goes. */
function secret({ random }: Work, sections: number): { text: string; canary: string } {
  const canary = newCanary(random);
  const shared =
    '## House rules\n\nThe house is closed on Mondays, and dogs are welcome in the garden.\n';
  const own = `---\ntitle: Guest ${canary}\nmetadata: { room: ${canary} }\n---\n
# Guest\n\nThe name of the guest is ${canary}, who likes ${sentence(random)}\n`;
  return { text: `${own}\n${markdown(random, sections).slice(2)}\n${shared}`, canary };
}

async function put(
  work: Work,
  documentId: string,
  { text, canary }: { text: string; canary: string | null },
): Promise<void> {
  const { parts, place, journal } = work;
  const bytes = Buffer.from(text);
  const intent: Intent = { type: 'write', documentId, sha256: sha256(bytes), canary };
  journal.append({ entry: 'intent', intent });
  const { seq } = await parts.ingester.put({
    documentId,
    bytes,
    mediaType: null,
    ifRevision: null,
  });
  const traces =
    canary === null
      ? []
      : [Buffer.from(canary).toString('base64'), ...vectorTraces(place.dataDir, canary)];
  journal.append({ entry: 'done', seq, traces });
}

async function scan(work: Work, { atomic }: { atomic: boolean }): Promise<void> {
  const { parts, journal, random } = work;
  journal.append({
    entry: 'intent',
    intent: { type: 'scan', files: listFiles(work.place), atomic },
  });
  if (random() < 0.5) {
    const { failures } = await parts.ingester.scan({ corpus: null, atomic });
    if (failures.length > 0) throw new Error(`a file failed: ${JSON.stringify(failures[0])}`);
  } else {
    const { id } = await parts.jobs.startIngest({ corpus: null, atomic });
    while ((await parts.store.job(id)).status === 'running') await delay(POLL_MS);
  }
  await done(work);
}

async function erase({ parts, journal }: Work, documentId: string): Promise<void> {
  journal.append({ entry: 'intent', intent: { type: 'erase', documentId } });
  const { job, finished } = await parts.jobs.startErasure(documentId, null);
  journal.append({ entry: 'requested' });
  const receipt = await finished;
  if (receipt === null) throw new Error(`erasure ${job.id} failed`);
  journal.append({ entry: 'done', seq: receipt.seq, traces: [] });
}

async function done({ parts, journal }: Work): Promise<void> {
  journal.append({ entry: 'done', seq: (await parts.store.latest()).seq, traces: [] });
}

async function ask({ parts, journal }: Work, question: string): Promise<Answer> {
  const answer = await parts.answerer.answer(plainQuery(question));
  journal.append({ entry: 'answered', answerId: answer.id });
  return answer;
}

/** Writes something, and asks for it: whatever happened, a store that was opened again can do both. */
export async function probe(work: Work): Promise<void> {
  const number = 1000 + below(work.random, 1_000_000);
  const text = `# Probe\n\nThe number of the probe is ${number}.\n`;
  await put(work, 'probe/probe.md', { text, canary: null });
  const { citations } = await ask(work, 'What is the number of the probe?');
  if (!citations.some(({ quote }) => quote.includes(String(number)))) {
    throw new Error('what was just written is not cited');
  }
}

/** Has the dense index take up what is new, and write its file. */
async function saveIndex({ parts, place }: Work): Promise<void> {
  const { id: model, dimensions } = await parts.embedders.configured();
  const index = createDenseIndex({ directory: place.dataDir, model, dimensions });
  const vector = new Float32Array(dimensions);
  const last = lastEmbedding(place.dataDir);
  for (;;) {
    const found = await index.search(vector, 1);
    if (found !== null && found.coveredId >= last) break;
    index.follow();
    await delay(POLL_MS);
  }
  await index.close();
}
