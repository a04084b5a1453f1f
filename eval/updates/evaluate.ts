import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyStep } from '../../corpora/_check/apply-step.ts';
import { readSteps, type Step, type StepQuestion } from '../../corpora/_check/read-steps.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';
import { openQuestionCorpus, type EvalCorpus } from '../corpus.ts';
import { describeRun, type RunDescription } from '../run.ts';
import { judgeQuestion, type QuestionOutcome, type Shown } from './judge.ts';
import type { DomainOutcome, StepOutcome } from './result.ts';
import { scoreUpdates, type UpdateScores } from './score.ts';

/** The JSON file as it is. */
export interface UpdateReport {
  readonly run: RunDescription;
  readonly scores: readonly UpdateScores[];
  readonly domains: readonly DomainOutcome[];
}

/**
 * Takes corpora through their dated steps, asking each step's questions just before it and just after.
 * @param corpora the folder of corpora; it is copied, and not changed
 * @param domains corpora with steps; none = all that have some
 * @param progress is told of each domain when it is done
 * @throws when a domain has no steps, or a step's files are not as they should be
 */
export async function evaluateUpdates(
  corpora: string,
  domains: readonly string[],
  progress: (done: DomainOutcome) => void,
): Promise<UpdateReport> {
  const startedAt = performance.now();
  const chosen = domains.length === 0 ? domainsOf(corpora) : domains;
  // All are read first: what is wrong with the last need not wait for the others.
  const replays = chosen.map((domain) => ({ domain, steps: readSteps(domain, corpora) }));
  const empty = replays.find(({ steps }) => steps.length === 0);
  if (replays.length === 0 || empty !== undefined) {
    throw new Error(`There are no steps${empty ? ` of ${empty.domain}` : ''} in ${corpora}.`);
  }
  const outcomes: DomainOutcome[] = [];
  for (const { domain, steps } of replays) {
    const done = await replay(corpora, domain, steps);
    progress(done);
    outcomes.push(done);
  }
  return {
    run: describeRun(performance.now() - startedAt),
    scores: scoreUpdates(outcomes),
    domains: outcomes,
  };
}

function domainsOf(corpora: string): string[] {
  const folder = join(corpora, 'updates');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function replay(
  corpora: string,
  domain: string,
  steps: readonly Step[],
): Promise<DomainOutcome> {
  const directory = mkdtempSync(join(tmpdir(), 'footnote-updates-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  // A run that breaks off leaves nothing behind either.
  process.once('exit', remove);
  try {
    const folder = join(directory, domain);
    cpSync(join(corpora, domain), folder, { recursive: true });
    const corpus = await openQuestionCorpus(join(folder, 'questions.jsonl'));
    try {
      const outcomes: StepOutcome[] = [];
      for (const step of steps) outcomes.push(await makeStep(corpus, folder, step));
      return { domain, failures: corpus.failures, steps: outcomes };
    } finally {
      await corpus.close();
    }
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** Asks before and after on the step's day, so that nothing but the documents differs. */
async function makeStep(corpus: EvalCorpus, folder: string, step: Step): Promise<StepOutcome> {
  const { name, date, title, changes, questions } = step;
  const asked: { question: StepQuestion; before: Shown }[] = [];
  for (const question of questions) {
    asked.push({ question, before: await ask(corpus, question, date) });
  }
  applyStep(folder, step);
  const startedAt = performance.now();
  const scan = await corpus.parts.ingester.scan({ corpus: corpus.name });
  const scanMs = performance.now() - startedAt;
  const outcomes: QuestionOutcome[] = [];
  for (const { question, before } of asked) {
    const after = await ask(corpus, question, date);
    outcomes.push(judgeQuestion(question, { before, after }));
  }
  return {
    step: name,
    date,
    title,
    changes: changes.length,
    revised: scan.revised,
    deleted: scan.deleted,
    embedded: scan.embedded,
    scanMs,
    failures: scan.failures,
    questions: outcomes,
  };
}

async function ask(
  { name, parts }: EvalCorpus,
  { question }: StepQuestion,
  day: string,
): Promise<Shown> {
  const answer = await parts.answerer.answer(plainQuery(question, { corpora: [name], day }));
  return {
    declined: answer.status === 'abstained',
    quotes: answer.citations.map(({ quote }) => quote),
  };
}
