import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isRetrievalSet, SHARED_RETRIEVAL, SUPPORT_QUESTIONS } from './datasets.ts';
import { print } from './report.ts';
import { runAnswers } from './run-answers.ts';
import { runFit } from './run-fit.ts';
import { runRetrieval } from './run-retrieval.ts';

const USAGE = `Usage: npm run eval -- [retrieval | answers | fit] [FOLDER or questions.jsonl ...] [--json FILE]

  retrieval   nDCG@10, recall@10, MRR@10 of folders with corpus.jsonl, queries.jsonl and qrels.tsv
  answers     facts in the quotes, abstention and citation exactness, of such folders and of
              questions.jsonl files; each corpus is also asked the others' questions
  fit         the weights of evidence and of sentences, fitted on the questions of split "tune"

Without a name, retrieval and answers are run; without folders, on corpora/support and on
../shared/data/retrieval where that is there. In those folders questions of even position (from 0) are
of split "tune", the others of split "report"; a questions.jsonl says it of each question.`;

const DEFAULT_SETS = ['scifact', 'squad', 'stackfaq'].map((name) => join(SHARED_RETRIEVAL, name));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    print(USAGE);
    return;
  }
  const named = ['retrieval', 'answers', 'fit'].filter((name) => positionals[0] === name);
  const targets = positionals.slice(named.length).map((path) => resolve(path));
  const unusable = targets.find((path) => !isRetrievalSet(path) && !isQuestionFile(path));
  if (unusable !== undefined) throw new Error(`Nothing to evaluate at ${unusable}.\n\n${USAGE}`);
  const folders = (targets.length === 0 ? DEFAULT_SETS : targets).filter(isRetrievalSet);
  const questionFiles = targets.length === 0 ? [SUPPORT_QUESTIONS] : targets.filter(isQuestionFile);
  if (targets.length === 0 && folders.length === 0) {
    print(`There is no retrieval data at ${SHARED_RETRIEVAL}: only corpora/support is asked.`);
  }
  const what = named.length === 0 ? ['retrieval', 'answers'] : named;
  const results: Record<string, unknown> = {};
  if (what.includes('retrieval') && folders.length > 0)
    results['retrieval'] = await runRetrieval(folders);
  if (what.includes('answers')) results['answers'] = await runAnswers(folders, questionFiles);
  if (what.includes('fit')) results['fit'] = await runFit(folders, questionFiles);
  if (values.json !== undefined) {
    mkdirSync(dirname(resolve(values.json)), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
}

function isQuestionFile(path: string): boolean {
  return path.endsWith('.jsonl') && existsSync(path);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
