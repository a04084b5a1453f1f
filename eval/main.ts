import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/core/config.ts';
import { toTerminal as tablesToTerminal } from './bench/table.ts';
import { evaluate, type Measure } from './evaluate.ts';
import { evaluateGates, judgeTuneHalf } from './gates/evaluate.ts';
import { describeFailures } from './gates/failures.ts';
import { gateTables } from './gates/tables.ts';
import { evaluateHistories } from './history.ts';
import { SHARED_HISTORIES } from './history/read-histories.ts';
import { toTerminal as historyToTerminal, writeHistoryReport } from './history/write-report.ts';
import { evaluateRecommendations } from './recommendations/evaluate.ts';
import { print } from './report.ts';
import type { RunDescription } from './run.ts';
import { runFit } from './run-fit.ts';
import { defaultTargets, readSubject, type Subject } from './subjects.ts';
import { recommendationTables } from './tables/recommendations.ts';
import type { Table } from './tables/table.ts';
import { updateTables } from './tables/updates.ts';
import { writeTables } from './tables/write-tables.ts';
import { evaluateUpdates } from './updates/evaluate.ts';
import { toTerminal, writeReport } from './write-report.ts';

const CORPORA = resolve(import.meta.dirname, '../corpora');
const MEDIA = join(CORPORA, 'media');

const USAGE = `Usage: npm run eval -- [retrieval | answers | fit] [FOLDER or questions.jsonl ...]
                        [--json FILE] [--markdown FILE]
       npm run eval -- history [FOLDER] [--json FILE] [--markdown FILE]
       npm run eval -- recommendations [FOLDER] [--json FILE] [--markdown FILE]
       npm run eval -- updates [DOMAIN ...] [--json FILE] [--markdown FILE]
       npm run eval -- gates [--tune] [--json FILE] [--markdown FILE]

  retrieval   how well documents are found: nDCG@10, recall@10, MRR@10
  answers     expected facts in the quotes, what is shown, cited and retrieved characters against gold
              spans, abstention, and every citation read again; each corpus is also asked the others'
              questions
  fit         the weights of evidence and of sentences, fitted on the questions of split "tune"
  history     real edits put one by one: whether the answers follow, whether stored answers get the
              right status, whether any text is embedded twice, whether as-of gives the old answers
              back. FOLDER holds a folder for each data set; ../shared/data/history unless told
              otherwise
  recommendations
              titles that a catalogue shows when it is asked for some: whether each satisfies what was asked,
              can be seen that day, keeps to the viewer's profile, and has a true reason. FOLDER is a corpus
              with _recommendations.jsonl and _profiles.jsonl; corpora/media unless told otherwise
  updates     corpora taken through their dated steps: whether changed questions are answered as well as
              unchanged ones, and anything superseded is. DOMAIN is a folder of corpora/updates; all of them
              unless told otherwise
  gates       true claims and false ones through the checks that a model's claims pass: how many of which
              kind are stopped, and by what. With --tune the half that thresholds are chosen on, each
              claim that was judged wrongly in full, and no report; else the other half

Without a name, retrieval and answers. Without folders, every corpora/*/questions.jsonl, and what is
there of ../shared/data/retrieval. A folder holds corpus.jsonl, queries.jsonl, qrels.tsv and perhaps
spans.jsonl; its questions of even position (from 0) are of split "tune", the others of split "report".
A questions.jsonl says it of each question.

The tables and what each number means are written as JSON and Markdown, too:
  --json FILE       DATA_DIR/eval/report.json unless told otherwise; of the last three: after their name
  --markdown FILE   DATA_DIR/eval/report.md; likewise

Exit code 2 when a file of a corpus could not be taken in: the report names it.`;

/** As of `npm run ingest`: it went through, but not with every file. */
const EXIT_FILES_FAILED = 2;
const MEASURES: readonly Measure[] = ['retrieval', 'answers'];
/** Measures with a report of their own. */
const OWN_REPORTS = ['history', 'recommendations', 'updates', 'gates'];

const GATES_BESIDE =
  'No single claim of this half is shown anywhere: what thresholds are not chosen on stays unseen.';

interface ReportFiles {
  readonly json: string;
  readonly markdown: string;
}

/** @returns the exit code */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      markdown: { type: 'string' },
      tune: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const folder = join(readConfig(process.env).dataDir, 'eval');
  const [first = '', ...rest] = positionals;
  const name = OWN_REPORTS.includes(first) ? first : 'report';
  const files = {
    json: resolve(values.json ?? join(folder, `${name}.json`)),
    markdown: resolve(values.markdown ?? join(folder, `${name}.md`)),
  };
  if (name === 'history') return replayHistories(resolve(rest[0] ?? SHARED_HISTORIES), files);
  if (name === 'recommendations') return recommend(resolve(rest[0] ?? MEDIA), files);
  if (name === 'updates') return replayUpdates(rest, files);
  if (name === 'gates') return tryGates(values.tune, files);
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

async function replayHistories(folder: string, files: ReportFiles): Promise<number> {
  const report = await evaluateHistories(folder, ({ name, durationMs }) => {
    process.stderr.write(`${name} done in ${(durationMs / 1000).toFixed(0)} s\n`);
  });
  writeHistoryReport(report, files);
  print(historyToTerminal(report));
  printWritten(files);
  return 0;
}

async function recommend(folder: string, files: ReportFiles): Promise<number> {
  const report = await evaluateRecommendations(folder);
  publish('recommendations', report, recommendationTables(report), files);
  return report.failures.length > 0 ? EXIT_FILES_FAILED : 0;
}

async function replayUpdates(domains: readonly string[], files: ReportFiles): Promise<number> {
  const report = await evaluateUpdates(CORPORA, domains, ({ domain, steps }) => {
    process.stderr.write(`${domain} done, ${steps.length} steps\n`);
  });
  publish('updates', report, updateTables(report), files);
  const failed = report.domains.some(({ failures, steps }) => {
    return failures.length > 0 || steps.some((step) => step.failures.length > 0);
  });
  return failed ? EXIT_FILES_FAILED : 0;
}

async function tryGates(tune: boolean, files: ReportFiles): Promise<number> {
  if (tune) {
    const { report, judged } = await judgeTuneHalf(CORPORA);
    print(`${describeFailures(judged)}\n\n${tablesToTerminal(gateTables(report))}`);
  } else {
    const report = await evaluateGates(CORPORA);
    publish('gates', report, gateTables(report), files, GATES_BESIDE);
  }
  return 0;
}

function publish(
  measure: string,
  report: { readonly run: RunDescription },
  tables: readonly Table[],
  files: ReportFiles,
  beside?: string,
): void {
  writeTables(measure, report, tables, files, beside);
  print(tablesToTerminal(tables));
  printWritten(files);
}

async function measure(
  subjects: readonly Subject[],
  measures: readonly Measure[],
  files: ReportFiles,
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

function printWritten({ json, markdown }: ReportFiles): void {
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
