import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Parts } from './compose.ts';
import { readConfig, type Config } from './core/config.ts';
import { FootnoteError } from './core/errors.ts';
import { EVERYTHING } from './core/everything.ts';
import type { Answer } from './core/model.ts';
import { formatAnswer } from './format-answer.ts';
import { lastWords, say } from './terminal.ts';
import { plainQuery } from './retrieve/plain-query.ts';

/*
 * What is claimed of freshness, shown in a minute on a copy of corpora/support: ask, edit, ask again, and see
 * what becomes of the first answer; then erase. Nothing outside a temporary folder is written.
 */

const QUESTION = 'Within how many days are refunds paid?';
const DOCUMENT = 'support/refunds-and-returns.md';
const OLD_WORDS = 'Refunds are paid within 14 days of the bike reaching our returns centre';
const NEW_WORDS = 'Refunds are paid within 5 working days of the bike reaching our returns centre';
const DEFAULT_WIDTH = 80;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-demo-'));
  try {
    const config = readConfig({
      ...process.env,
      DATA_DIR: join(folder, 'data'),
      CORPORA_DIR: join(folder, 'corpora'),
    });
    const { corporaDir } = readConfig(process.env);
    cpSync(join(corporaDir, 'support'), join(folder, 'corpora', 'support'), { recursive: true });
    const parts = await compose(config);
    try {
      await show(parts, config);
    } finally {
      await parts.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function show(parts: Parts, config: Config): Promise<void> {
  const startedAt = performance.now();
  heading('A folder of documents becomes a corpus');
  const report = await parts.ingester.scan({ corpus: null });
  await parts.warmUp();
  tell(
    `${report.revised} documents, ${report.passages} passages, ready in ${since(startedAt)}. ` +
      'No key, no network, no labelled data.',
  );

  heading('Ask');
  const first = await ask(parts, null);
  print(first);

  heading('Edit the document, and ask again');
  const savedAt = performance.now();
  edit(config);
  const { embedded, seq } = await parts.ingester.scan({ corpus: 'support' });
  const second = await ask(parts, null);
  const took = since(savedAt);
  print(second);
  tell(
    `${took} from saving the file to this answer, all ${report.filesTotal} files read again; ` +
      `${count(embedded, 'passage')} of ${report.passages} embedded. No training, no rebuild.`,
  );

  heading('The first answer knows that it is stale');
  await showStale(parts, first);

  heading('The corpus as it was is still there');
  tell(`The same question as of seq ${first.snapshot.seq} (now it is ${seq}):`);
  print(await ask(parts, first.snapshot.seq));

  heading('Replay proves it');
  await showReplay(parts, first);

  heading('Erase the document');
  await showErasure(parts, config, first);
  tell(`All of this took ${since(startedAt)}.`);
}

async function ask({ answerer }: Parts, asOf: number | null): Promise<Answer> {
  return answerer.answer(plainQuery(QUESTION, { asOf }));
}

/** As a person would: the file is changed and saved. */
function edit({ corporaDir }: Config): void {
  const path = join(corporaDir, DOCUMENT);
  writeFileSync(path, readFileSync(path, 'utf8').replace(OLD_WORDS, NEW_WORDS));
}

async function showStale(parts: Parts, first: Answer): Promise<void> {
  await parts.followCommits();
  const { events } = await parts.store.events(EVERYTHING, 0, 1000);
  const event = events.find(({ data }) => data['answerId'] === first.id);
  const { stale, citations } = await parts.answerNow(first, EVERYTHING);
  tell(`event ${event?.id ?? '-'} ${event?.type ?? '-'}; stale: ${String(stale)}`);
  for (const { number, status, quote, now } of citations) {
    tell(`[${number}] ${status}`);
    tell(`    then: ${quote}`);
    tell(`    now:  ${now?.quote ?? '-'}`);
  }
}

async function showReplay({ replay }: Parts, first: Answer): Promise<void> {
  for (const at of ['original', 'now'] as const) {
    const { identical, differences } = await replay(first.id, at, EVERYTHING);
    const kinds = differences.map(({ kind }) => kind).join(', ') || 'none';
    tell(`made again at ${at}: identical ${String(identical)}, differences: ${kinds}`);
  }
}

async function showErasure(parts: Parts, config: Config, first: Answer): Promise<void> {
  const before = filesWith(config.dataDir, OLD_WORDS);
  const startedAt = performance.now();
  const { finished } = await parts.jobs.startErasure(DOCUMENT, null);
  const receipt = await finished;
  if (receipt === null) throw new FootnoteError('INTERNAL', {}, { cause: 'not erased' });
  const { passages, answers } = receipt.removed;
  tell(
    `${count(receipt.revisions.length, 'revision')}, ${count(passages, 'passage')} and ` +
      `${count(answers, 'answer')} erased in ${since(startedAt)}, at seq ${receipt.seq}.`,
  );
  const after = filesWith(config.dataDir, OLD_WORDS);
  tell(`Files of the data directory that hold the words: ${before} before, ${after} after.`);
  const gone = await parts.store.answer(EVERYTHING, first.id).catch((error: unknown) => error);
  tell(`The first answer: ${gone instanceof FootnoteError ? gone.code : 'still there'}.`);
  print(await ask(parts, null));
}

function filesWith(directory: string, words: string): number {
  return readdirSync(directory).filter((name) =>
    readFileSync(join(directory, name)).includes(words),
  ).length;
}

function heading(title: string): void {
  process.stdout.write(`\n── ${title}\n\n`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function print(answer: Answer): void {
  const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
  const color = isTTY === true && process.stdout.hasColors();
  tell(formatAnswer(answer, { width: columns, color }));
}

function since(startedAt: number): string {
  const ms = performance.now() - startedAt;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

main().catch((error: unknown) => {
  say(lastWords(error));
  process.exitCode = 1;
});
