import { join } from 'node:path';
import type { IngestFailure } from '../../ingest/types.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import type { Citation } from '../../src/core/model.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';
import { openQuestionCorpus, type EvalCorpus } from '../corpus.ts';
import { describeRun, type RunDescription } from '../run.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { judgeTitles } from './judge.ts';
import { readRequests, type TitleRequest } from './read-requests.ts';
import { scoreRecommendations, type RecommendationScores, type RequestOutcome } from './score.ts';
import { shownTitles } from './shown-titles.ts';

/** The JSON file as it is. */
export interface RecommendationReport {
  readonly run: RunDescription;
  readonly corpus: string;
  /** Titles in its files. */
  readonly titles: number;
  /** Files that could not be taken in. */
  readonly failures: readonly IngestFailure[];
  readonly scores: readonly RecommendationScores[];
  readonly requests: readonly RequestOutcome[];
}

/**
 * Asks a catalogue for titles and judges what it shows by the records themselves.
 * @param folder of the corpus, with its requests
 * @throws what `readRequests` and `readCatalogue` throw
 */
export async function evaluateRecommendations(folder: string): Promise<RecommendationReport> {
  const startedAt = performance.now();
  const requests = readRequests(folder);
  const catalogue = readCatalogue(folder);
  const corpus = await openQuestionCorpus(join(folder, 'questions.jsonl'));
  try {
    const outcomes: RequestOutcome[] = [];
    for (const request of requests) outcomes.push(await askForTitles(corpus, request, catalogue));
    return {
      run: describeRun(performance.now() - startedAt),
      corpus: corpus.name,
      titles: catalogue.size,
      failures: corpus.failures,
      scores: scoreRecommendations(outcomes),
      requests: outcomes,
    };
  } finally {
    await corpus.close();
  }
}

async function askForTitles(
  { name, parts }: EvalCorpus,
  request: TitleRequest,
  catalogue: Catalogue,
): Promise<RequestOutcome> {
  const { id, text, kind, split, day, profile, titles } = request;
  const answer = await parts.answerer.answer(
    plainQuery(text, {
      corpora: [name],
      day,
      filter: profile?.filter ?? null,
      history: profile?.history ?? [],
    }),
  );
  const { trace } = await parts.store.answer(EVERYTHING, answer.id);
  const texts = new Map<string, string>();
  for (const { documentId, revision } of answer.citations) {
    const content = await parts.store.revision(EVERYTHING, documentId, revision);
    texts.set(documentId, content.text);
  }
  const textOf = ({ documentId }: Citation): string => texts.get(documentId) ?? '';
  const shown = shownTitles(answer, textOf);
  return {
    id,
    question: text,
    kind,
    split,
    answered: answer.status === 'answered',
    readAsRequest: trace.retrieval['titles'] !== undefined,
    satisfying: titles.size,
    shown: judgeTitles(shown.titles, request, catalogue),
    otherClaims: shown.otherClaims,
  };
}
