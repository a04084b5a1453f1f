import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compose } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import { EVERYTHING } from '../src/core/everything.ts';
import { toTerminal } from './bench/table.ts';
import { askModel, type ModelAnswer } from './check-model/ask-model.ts';
import { modelTables } from './check-model/tables.ts';
import { readQuestions, type EvalQuestion } from './questions.ts';
import { print } from './report.ts';

/*
 * `npm run check:model`: how the configured chat model does with ten questions of the support corpus. Nothing
 * is kept: the corpus goes into a folder of its own.
 */

const CORPORA = resolve(import.meta.dirname, '../corpora');
const ANSWERABLE = 8;
const UNANSWERABLE = 2;
/** Some answers failed, but not all. */
const EXIT_SOME_FAILED = 2;

/** @returns the exit code */
async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'footnote-check-model-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const config = readConfig({
    ...process.env,
    GENERATOR: 'chat',
    // What fails is to be seen.
    GENERATOR_FALLBACK: 'none',
    DATA_DIR: directory,
    CORPORA_DIR: CORPORA,
  });
  const parts = await compose(config);
  try {
    await parts.ingester.scan({ corpus: 'support' });
    const answers: ModelAnswer[] = [];
    for (const question of tenQuestions()) {
      process.stderr.write(`${question.text}\n`);
      const read = (id: string) => parts.store.answer(EVERYTHING, id);
      answers.push(await askModel(parts.answerer, read, question));
    }
    print(`\n${toTerminal(modelTables(config.chatModel ?? '', answers))}`);
    const failed = answers.filter(({ failure }) => failure !== null);
    if (failed[0]?.failure) print(`The first failure: ${failed[0].failure.message}`);
    if (failed.length === 0) return 0;
    return failed.length < answers.length ? EXIT_SOME_FAILED : 1;
  } finally {
    await parts.close();
  }
}

/** The same ones each time, spread over the file. */
function tenQuestions(): EvalQuestion[] {
  const questions = readQuestions(join(CORPORA, 'support', 'questions.jsonl'));
  return [
    ...spread(
      questions.filter(({ answerable, facts }) => answerable && facts.length > 0),
      ANSWERABLE,
    ),
    ...spread(
      questions.filter(({ answerable }) => !answerable),
      UNANSWERABLE,
    ),
  ];
}

function spread<T>(all: readonly T[], count: number): T[] {
  return all.filter((_, i) => i % Math.floor(all.length / count) === 0).slice(0, count);
}

process.exitCode = 1;
main().then(
  (code) => (process.exitCode = code),
  (error: unknown) =>
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
);
