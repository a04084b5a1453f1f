import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Type, type Static } from 'typebox';
import { formReader, messageOf, toLine, type Finding } from './finding.ts';
import { readJsonLines } from './read-json-lines.ts';
import { AnsweredKindSchema, FactsSchema, GoldSchema, SplitSchema } from './question-schema.ts';

const CORPORA = resolve(import.meta.dirname, '..');
const UPDATES = 'updates';

const closed = { additionalProperties: false };
const document = Type.String({ minLength: 1 });
const file = Type.String({ minLength: 1 });

const ChangeSchema = Type.Union([
  Type.Object(
    {
      change: Type.Literal('edit'),
      document,
      old: Type.String({ minLength: 1 }),
      new: Type.String(),
    },
    closed,
  ),
  Type.Object({ change: Type.Literal('add'), document, file }, closed),
  Type.Object({ change: Type.Literal('replace'), document, file }, closed),
  Type.Object({ change: Type.Literal('remove'), document }, closed),
  Type.Object({ change: Type.Literal('rename'), document, to: document }, closed),
]);
export type Change = Static<typeof ChangeSchema>;

const StepSchema = Type.Object(
  {
    date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    title: Type.String({ minLength: 1 }),
    changes: Type.Array(ChangeSchema, { minItems: 1 }),
  },
  closed,
);

/** What answers a question at some time: every fact, in the gold quotes. */
const StateSchema = Type.Object({ facts: FactsSchema, gold: GoldSchema }, closed);
export type AnswerState = Static<typeof StateSchema>;

const asked = {
  id: Type.String(),
  question: Type.String({ minLength: 1 }),
  kind: AnsweredKindSchema,
  split: SplitSchema,
};
const stateOrNone = Type.Union([StateSchema, Type.Null()]);

/** `before` is true just before its step and `after` just after it (null = not answered then), `always` at both. */
const StepQuestionSchema = Type.Union([
  Type.Object({ ...asked, before: stateOrNone, after: stateOrNone }, closed),
  Type.Object({ ...asked, always: StateSchema }, closed),
]);
export type StepQuestion = Static<typeof StepQuestionSchema>;
export type ChangedQuestion = Exclude<StepQuestion, { always: AnswerState }>;

/** One dated change of a corpus, to what the step before it left. */
export interface Step {
  /** Of its folder: `1-2026-12-01-winter`. */
  readonly name: string;
  /** The corpus that it changes. */
  readonly domain: string;
  /** Absolute; holds the files that are added. */
  readonly folder: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly title: string;
  readonly changes: readonly Change[];
  readonly questions: readonly StepQuestion[];
}

/** The steps of a corpus in their order. @throws Error that says what is wrong with their files */
export function readSteps(domain: string, corpora: string = CORPORA): Step[] {
  const findings: Finding[] = [];
  const steps = stepNames(domain, corpora).map((name) => {
    return readStep(corpora, domain, name, findings);
  });
  if (findings.length > 0) throw new Error(findings.map(toLine).join('\n'));
  return steps;
}

/** Names of a corpus's step folders, by their number; none where it has no steps. */
export function stepNames(domain: string, corpora: string): string[] {
  const folder = join(corpora, UPDATES, domain);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => parseInt(a) - parseInt(b));
}

/** Path of a step's file within the folder of corpora. */
export function stepFile({ domain, name }: Step, file: string): string {
  return `${UPDATES}/${domain}/${name}/${file}`;
}

/** A step as far as its files can be read; what cannot be is told to `findings` and left out. */
export function readStep(corpora: string, domain: string, name: string, findings: Finding[]): Step {
  const within = join(UPDATES, domain, name);
  const questions = readJsonLines(corpora, join(within, 'questions.jsonl'), StepQuestionSchema);
  findings.push(...questions.findings);
  return {
    name,
    domain,
    folder: join(corpora, within),
    ...readChanges(corpora, join(within, 'step.json'), findings),
    questions: questions.lines.map(({ value }) => value),
  };
}

const parseStep = formReader(StepSchema);

function readChanges(
  corpora: string,
  path: string,
  findings: Finding[],
): Static<typeof StepSchema> {
  try {
    return parseStep(readFileSync(join(corpora, path), 'utf8'));
  } catch (error) {
    findings.push({ file: path, at: 1, problem: messageOf(error) });
    return { date: '', title: '', changes: [] };
  }
}
