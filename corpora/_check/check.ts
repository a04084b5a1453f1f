import { listCorpora } from '../../ingest/plan.ts';
import { CATALOGUE, readCatalogue } from './catalogue.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkLinks } from './check-links.ts';
import { checkCompanies, checkTitles, type KnownNames } from './check-names.ts';
import { checkQuestionFiles, readQuestionFiles } from './check-questions.ts';
import { checkRequests, readRequests } from './check-recommendations.ts';
import { checkSteps } from './check-steps.ts';
import { comparedInSteps, comparedNow } from './compared.ts';
import { toLine, type Finding } from './finding.ts';
import {
  readHistory,
  type CorpusDocument,
  type CorpusHistory,
  type CorpusState,
} from './states.ts';

/** What was found, and how much was looked at, by what it is. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Checks every corpus of a folder, with its questions and its steps. */
export async function checkCorpora(folder: string, names: KnownNames): Promise<CheckReport> {
  const { corpora, failures } = await listCorpora(folder);
  const findings: Finding[] = failures.map(({ path, message }) => {
    return { file: path, at: 1, problem: message };
  });
  const counts: Record<string, number> = { corpora: corpora.length };
  for (const corpus of corpora) {
    const report = await checkCorpus(folder, corpus, names);
    findings.push(...report.findings);
    for (const [what, count] of Object.entries(report.counts)) {
      counts[what] = (counts[what] ?? 0) + count;
    }
  }
  return { findings: distinct(findings), counts };
}

async function checkCorpus(
  folder: string,
  corpus: string,
  names: KnownNames,
): Promise<CheckReport> {
  const findings: Finding[] = [];
  const history = await readHistory(folder, corpus, findings);
  const [now] = history.states;
  const questions = readQuestionFiles(folder, corpus, findings);
  findings.push(
    ...checkQuestionFiles(questions, now),
    ...checkDuplicates(comparedNow(questions)),
    ...checkSteps(history),
    ...checkDuplicates(comparedInSteps(history.steps)),
    ...checkStates(history, names),
  );
  const counts = {
    documents: now.documents.size,
    questions: questions.flatMap(({ lines }) => lines).length,
    steps: history.steps.length,
    'questions of steps': history.steps.flatMap((step) => step.questions).length,
  };
  if (corpus !== CATALOGUE) return { findings, counts };
  const asked = readRequests(folder, corpus, findings);
  const { records } = readCatalogue(now);
  findings.push(...checkRequests(asked, records));
  const { profiles, requests } = asked;
  const ofCatalogue = { titles: records.length, profiles: profiles.lines.length };
  return { findings, counts: { ...counts, ...ofCatalogue, requests: requests.lines.length } };
}

/** What holds of a corpus at any time; what a step did not make wrong is not told of it again. */
function checkStates({ states }: CorpusHistory, names: KnownNames): Finding[] {
  const told = new Set<string>();
  const read = new Set<CorpusDocument>();
  return states.flatMap((state) => {
    // What a step leaves as it was is the same object in the state after it.
    const fresh = [...state.documents.values()].filter((document) => !read.has(document));
    for (const document of fresh) read.add(document);
    const found = [
      ...fresh.flatMap((document) => checkCompanies(document, names)),
      ...checkState(state, names),
    ].filter((finding) => !told.has(toLine(finding)));
    for (const finding of found) told.add(toLine(finding));
    if (state.after === null) return found;
    return found.map((finding) => {
      return { ...finding, problem: `${finding.problem} (after step ${state.after})` };
    });
  });
}

function checkState(state: CorpusState, names: KnownNames): Finding[] {
  const found = checkLinks(state);
  if (state.corpus !== CATALOGUE) return found;
  return [...found, ...checkCatalogue(state), ...checkTitles(readCatalogue(state).records, names)];
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [toLine(finding), finding])).values()];
}
