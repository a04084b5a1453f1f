import { openRetrievalCorpus } from './corpus.ts';
import { readRetrievalSet } from './datasets.ts';
import { formatTable, milliseconds, print, share } from './report.ts';
import { evaluateRetrieval, type RetrievalScores } from './retrieval.ts';

/** Retrieval scores of each folder, as asked and with one typo in each question, printed as a table. */
export async function runRetrieval(folders: readonly string[]): Promise<RetrievalScores[]> {
  const rows: RetrievalScores[] = [];
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
