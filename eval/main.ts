import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/core/config.ts';
import { evaluate, type Measure } from './evaluate.ts';
import { evaluateHistories } from './history.ts';
import { SHARED_HISTORIES } from './history/read-histories.ts';
import { toTerminal as historyToTerminal, writeHistoryReport } from './history/write-report.ts';
import { print } from './report.ts';
import { runFit } from './run-fit.ts';
import { defaultTargets, readSubject, type Subject } from './subjects.ts';
import { toTerminal, writeReport } from './write-report.ts';

const USAGE = `Usage: npm run eval -- [retrieval | answers | fit] [FOLDER or questions.jsonl ...]
                        [--json FILE] [--markdown FILE]
       npm run eval -- history [FOLDER] [--json FILE] [--markdown FILE]

  retrieval   how well documents are found: nDCG@10, recall@10, MRR@10
  answers     expected facts in the quotes, what is shown, cited and retrieved characters against gold
              spans, abstention, and every citation read again; each corpus is also asked the others'
              questions
  fit         the weights of evidence and of sentences, fitted on the questions of split "tune"
  history     real edits put one by one: whether the answers follow, whether stored answers get the
              right status, whether any text is embedded twice, whether as-of gives the old answers
              back. FOLDER holds a folder for each data set; ../shared/data/history unless told
              otherwise

Without a name, retrieval and answers. Without folders, every corpora/*/questions.jsonl, and what is
there of ../shared/data/retrieval. A folder holds corpus.jsonl, queries.jsonl, qrels.tsv and perhaps
spans.jsonl; its questions of even position (from 0) are of split "tune", the others of split "report".
A questions.jsonl says it of each question.

The tables and what each number means are written as JSON and Markdown, too:
  --json FILE       DATA_DIR/eval/report.json unless told otherwise; of history: history.json
  --markdown FILE   DATA_DIR/eval/report.md; of history: history.md

Exit code 2 when a file of a corpus could not be taken in: the report names it.`;

/** As of `npm run ingest`: it went through, but not with every file. */
const EXIT_FILES_FAILED = 2;
const MEASURES: readonly Measure[] = ['retrieval', 'answers'];

/** @returns the exit code */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      markdown: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const folder = join(readConfig(process.env).dataDir, 'eval');
  const name = positionals[0] === 'history' ? 'history' : 'report';
  const files = {
    json: resolve(values.json ?? join(folder, `${name}.json`)),
    markdown: resolve(values.markdown ?? join(folder, `${name}.md`)),
  };
  if (name === 'history')
    return replayHistories(resolve(positionals[1] ?? SHARED_HISTORIES), files);
  const named = [...MEASURES, 'fit'].filter((name) => positionals[0] === name);
  const targets = positionals.slice(named.length).map((path) => resolve(path));
  const subjects = (targets.length === 0 ? defaultTargets() : targets).map(readSubject);
  if (named.includes('fit')) {
    print(JSON.stringify(await runFit(subjects), null, 2));
    return 0;
  }
  const measures = named.length === 0 ? MEASURES : MEASURES.filter((name) => named.includes(name));
  return measure(subjects, measures, files);
}

async function replayHistories(
  folder: string,
  files: { json: string; markdown: string },
): Promise<number> {
  const report = await evaluateHistories(folder, ({ name, durationMs }) => {
    process.stderr.write(`${name} done in ${(durationMs / 1000).toFixed(0)} s\n`);
  });
  writeHistoryReport(report, files);
  print(historyToTerminal(report));
  printWritten(files);
  return 0;
}

async function measure(
  subjects: readonly Subject[],
  measures: readonly Measure[],
  files: { json: string; markdown: string },
): Promise<number> {
  const result = await evaluate(subjects, measures, ({ name, durationMs, failures }) => {
    const failed = failures.length === 0 ? '' : `; files not taken in: ${failures.length}`;
    process.stderr.write(`${name} done in ${(durationMs / 1000).toFixed(0)} s${failed}\n`);
  });
  writeReport(result, files);
  print(toTerminal(result));
  printWritten(files);
  return result.corpora.some(({ failures }) => failures.length > 0) ? EXIT_FILES_FAILED : 0;
}

function printWritten({ json, markdown }: { json: string; markdown: string }): void {
  print(`Written to ${json}`);
  print(`       and ${markdown}, which says what each number means.`);
}

// Ends through `exit`, where the folders of the run are deleted.
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

// A run has failed until it is through, also when Node ends because there is nothing left to wait for.
process.exitCode = 1;
main().then(
  (code) => (process.exitCode = code),
  (error: unknown) =>
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
);
