import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  askQuestion,
  inexactCitations,
  isDeclined,
  scoreAnswers,
  type AskedQuestion,
} from './answers.ts';
import { openQuestionCorpus, openRetrievalCorpus, type EvalCorpus } from './corpus.ts';
import {
  isRetrievalSet,
  readQuestions,
  readRetrievalSet,
  SHARED_RETRIEVAL,
  SUPPORT_QUESTIONS,
  type EvalQuestion,
} from './datasets.ts';
import { areaUnderRoc, mean } from './metrics.ts';
import { formatTable, milliseconds, percent, share } from './report.ts';
import { evaluateRetrieval } from './retrieval.ts';

const USAGE = `Usage: npm run eval -- [retrieval | answers] [FOLDER or questions.jsonl ...] [--json FILE]

  retrieval   nDCG@10, recall@10, MRR@10 of folders with corpus.jsonl, queries.jsonl and qrels.tsv
  answers     facts in the quotes, abstention and citation exactness, of such folders and of
              questions.jsonl files; each corpus is also asked the others' questions

Without a name both are run; without folders, on corpora/support and on ../shared/data/retrieval where
that is there. Questions of even position (split "tune") are for tuning, the others are reported.`;

const DEFAULT_SETS = ['scifact', 'squad', 'stackfaq'].map((name) => join(SHARED_RETRIEVAL, name));

/** At most this many of another corpus's questions are asked, evenly taken. */
const FOREIGN_QUESTIONS = 300;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    print(USAGE);
    return;
  }
  const named = ['retrieval', 'answers'].filter((name) => positionals[0] === name);
  const targets = positionals.slice(named.length).map((path) => resolve(path));
  for (const path of targets) {
    if (!existsSync(path)) throw new Error(`There is no ${path}.\n\n${USAGE}`);
  }
  const what = named.length === 0 ? ['retrieval', 'answers'] : named;
  const folders =
    targets.length === 0 ? DEFAULT_SETS.filter(isRetrievalSet) : targets.filter(isRetrievalSet);
  const questionFiles =
    targets.length === 0 ? [SUPPORT_QUESTIONS] : targets.filter((path) => path.endsWith('.jsonl'));
  if (targets.length === 0 && folders.length === 0) {
    print(`No retrieval data at ${SHARED_RETRIEVAL}: only corpora/support is evaluated.`);
  }
  const results: Record<string, unknown> = {};
  if (what.includes('retrieval')) results['retrieval'] = await runRetrieval(folders);
  if (what.includes('answers')) results['answers'] = await runAnswers(folders, questionFiles);
  if (values.json !== undefined) {
    mkdirSync(dirname(resolve(values.json)), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
}

async function runRetrieval(folders: readonly string[]): Promise<unknown> {
  const rows = [];
  for (const folder of folders) {
    const set = readRetrievalSet(folder);
    const corpus = await openRetrievalCorpus(set);
    rows.push(...(await evaluateRetrieval(set, corpus, { typo: false })));
    rows.push(...(await evaluateRetrieval(set, corpus, { typo: true })));
    await corpus.close();
  }
  print('\nRetrieval (split report = questions of odd position)\n');
  print(
    formatTable(
      [
        'set',
        'question',
        'method',
        'split',
        'questions',
        'nDCG@10',
        'recall@10',
        'MRR@10',
        'p50 ms',
        'p99 ms',
      ],
      rows.map((row) => [
        row.set,
        row.typo ? 'one typo' : 'as asked',
        row.method,
        row.split,
        String(row.questions),
        share(row.ndcg),
        share(row.recall),
        share(row.mrr),
        milliseconds(row.p50Ms),
        milliseconds(row.p99Ms),
      ]),
    ),
  );
  return rows;
}

interface Subject {
  readonly name: string;
  readonly questions: readonly EvalQuestion[];
  readonly open: () => Promise<EvalCorpus>;
}

async function runAnswers(
  folders: readonly string[],
  questionFiles: readonly string[],
): Promise<unknown> {
  const subjects: Subject[] = [
    ...questionFiles.map((path) => ({
      name: path.split('/').at(-2) ?? path,
      questions: readQuestions(path),
      open: () => openQuestionCorpus(path),
    })),
    ...folders.map((folder) => {
      const set = readRetrievalSet(folder);
      return { name: set.name, questions: set.questions, open: () => openRetrievalCorpus(set) };
    }),
  ];
  const own = [];
  const foreign = [];
  const citations = { checked: 0, inexact: 0 };
  for (const subject of subjects) {
    const corpus = await subject.open();
    const asked = await askAll(corpus, subject.questions);
    own.push(
      scoreAnswers(subject.name, asked, 'tune'),
      scoreAnswers(subject.name, asked, 'report'),
    );
    const everything = [...asked];
    for (const other of subjects.filter(({ name }) => name !== subject.name)) {
      const answerable = other.questions.filter(({ answerable }) => answerable);
      const step = Math.max(1, Math.ceil(answerable.length / FOREIGN_QUESTIONS / 2) * 2 - 1);
      const declined = await askAll(
        corpus,
        answerable.filter((_, i) => i % step === 0),
      );
      everything.push(...declined);
      foreign.push(...foreignScores(subject.name, other.name, asked, declined));
    }
    const { checked, inexact } = await inexactCitations(corpus, everything);
    citations.checked += checked;
    citations.inexact += inexact;
    await corpus.close();
  }
  printAnswers(own, foreign, citations);
  return { own, foreign, citations };
}

async function askAll(
  corpus: EvalCorpus,
  questions: readonly EvalQuestion[],
): Promise<AskedQuestion[]> {
  const asked: AskedQuestion[] = [];
  for (const question of questions) asked.push(await askQuestion(corpus, question));
  return asked;
}

function foreignScores(
  corpus: string,
  from: string,
  own: readonly AskedQuestion[],
  foreign: readonly AskedQuestion[],
) {
  return (['tune', 'report'] as const).map((split) => {
    const mine = own.filter(({ question }) => question.split === split && question.answerable);
    const theirs = foreign.filter(({ question }) => question.split === split);
    return {
      corpus,
      from,
      split,
      questions: theirs.length,
      declined: mean(theirs.map(isDeclined)),
      auroc: areaUnderRoc(
        mine.map(({ evidence }) => evidence),
        theirs.map(({ evidence }) => evidence),
      ),
      threshold: own[0]?.threshold ?? Number.NaN,
    };
  });
}

function printAnswers(
  own: readonly ReturnType<typeof scoreAnswers>[],
  foreign: readonly ReturnType<typeof foreignScores>[number][],
  citations: { checked: number; inexact: number },
): void {
  print('\nAnswers to own questions\n');
  print(
    formatTable(
      [
        'corpus',
        'split',
        'answerable',
        'facts in ≤ 3 quotes',
        'false refusals',
        'claims',
        'declined',
      ],
      own.map((row) => [
        row.corpus,
        row.split,
        String(row.answerable),
        percent(row.factsQuoted),
        percent(row.falseRefusals),
        row.claims.toFixed(2),
        Object.entries(row.declined)
          .map(([kind, { questions, share: part }]) => `${kind} ${percent(part)} of ${questions}`)
          .join(', '),
      ]),
    ),
  );
  print("\nQuestions of another corpus: share declined, and AUROC of evidence against one's own\n");
  print(
    formatTable(
      ['corpus', 'asked from', 'split', 'questions', 'declined', 'AUROC', 'threshold'],
      foreign.map((row) => [
        row.corpus,
        row.from,
        row.split,
        String(row.questions),
        percent(row.declined),
        share(row.auroc),
        row.threshold.toFixed(2),
      ]),
    ),
  );
  const exact = citations.checked - citations.inexact;
  print(`\nCitations re-read from their stored revision: ${exact} of ${citations.checked} exact.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
