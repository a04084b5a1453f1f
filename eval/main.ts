import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/core/config.ts';
import { evaluate, type Measure } from './evaluate.ts';
import { print } from './report.ts';
import { runFit } from './run-fit.ts';
import { defaultTargets, readSubject, type Subject } from './subjects.ts';
import { toTerminal, writeReport } from './write-report.ts';

const USAGE = `Usage: npm run eval -- [retrieval | answers | fit] [FOLDER or questions.jsonl ...]
                        [--json FILE] [--markdown FILE]

  retrieval   how well documents are found: nDCG@10, recall@10, MRR@10
  answers     expected facts in the quotes, what is shown, cited and retrieved characters against gold
              spans, abstention, and every citation read again; each corpus is also asked the others'
              questions
  fit         the weights of evidence and of sentences, fitted on the questions of split "tune"

Without a name, retrieval and answers. Without folders, every corpora/*/questions.jsonl, and what is
there of ../shared/data/retrieval. A folder holds corpus.jsonl, queries.jsonl, qrels.tsv and perhaps
spans.jsonl; its questions of even position (from 0) are of split "tune", the others of split "report".
A questions.jsonl says it of each question.

The tables and what each number means are written as JSON and Markdown, too:
  --json FILE       DATA_DIR/eval/report.json unless told otherwise
  --markdown FILE   DATA_DIR/eval/report.md

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
  const named = [...MEASURES, 'fit'].filter((name) => positionals[0] === name);
  const targets = positionals.slice(named.length).map((path) => resolve(path));
  const subjects = (targets.length === 0 ? defaultTargets() : targets).map(readSubject);
  if (named.includes('fit')) {
    print(JSON.stringify(await runFit(subjects), null, 2));
    return 0;
  }
  const folder = join(readConfig(process.env).dataDir, 'eval');
  const files = {
    json: resolve(values.json ?? join(folder, 'report.json')),
    markdown: resolve(values.markdown ?? join(folder, 'report.md')),
  };
  const measures = named.length === 0 ? MEASURES : MEASURES.filter((name) => named.includes(name));
  return measure(subjects, measures, files);
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
  print(`Written to ${files.json}`);
  print(`       and ${files.markdown}, which says what each number means.`);
  return result.corpora.some(({ failures }) => failures.length > 0) ? EXIT_FILES_FAILED : 0;
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
