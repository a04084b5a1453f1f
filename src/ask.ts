import { parseArgs } from 'node:util';
import { compose, type Parts } from './compose.ts';
import { parseAsOf } from './core/as-of.ts';
import { readConfig } from './core/config.ts';
import { FootnoteError } from './core/errors.ts';
import { printableJson } from './core/printable.ts';
import { formatAnswer } from './format-answer.ts';
import { countFailures, ingestWithProgress, lastWords, say } from './terminal.ts';
import { plainQuery } from './retrieve/plain-query.ts';
import type { Query } from './retrieve/types.ts';
import { DEFAULT_TOP_K } from './core/default-top-k.ts';

const USAGE = `Usage: npm run ask -- "How long do refunds take?" [options]

  --corpus NAME   ask this corpus only; may be given more than once
  --top-k N       passages to retrieve, 1 to 50 (8)
  --as-of POINT   ask of an earlier state: a seq, or a time as 2026-03-01T12:00:00Z
  --json          print the answer as the HTTP API gives it

Exit code: 0 answered, 3 the documents do not answer it, 1 an error.`;

const EXIT_ABSTAINED = 3;
const DEFAULT_WIDTH = 80;

async function main(): Promise<void> {
  const { request, json, help } = readArguments(process.argv.slice(2));
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const parts = await compose(readConfig(process.env));
  try {
    await ingestFirst(parts);
    const answer = await parts.answerer.answer(request);
    const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
    const layout = { width: columns, color: isTTY === true && process.stdout.hasColors() };
    process.stdout.write(json ? `${printableJson(answer)}\n` : formatAnswer(answer, layout));
    if (answer.status === 'abstained') process.exitCode = EXIT_ABSTAINED;
  } finally {
    await parts.close();
  }
}

function readArguments(args: string[]): { request: Query; json: boolean; help: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      corpus: { type: 'string', multiple: true },
      'top-k': { type: 'string', default: String(DEFAULT_TOP_K) },
      'as-of': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const question = positionals.join(' ').toWellFormed().trim();
  const topK = /^\d{1,2}$/.test(values['top-k']) ? Number(values['top-k']) : 0;
  if (!values.help && (question === '' || [...question].length > 2000)) {
    throw badUsage('The question must have 1 to 2000 characters.');
  }
  if (topK < 1 || topK > 50) throw badUsage('--top-k must be a whole number from 1 to 50.');
  const request = plainQuery(question, {
    corpora: values.corpus ?? null,
    asOf: values['as-of'] === undefined ? null : parseAsOf(values['as-of']),
    topK,
  });
  return { request, json: values.json, help: values.help };
}

function badUsage(detail: string): FootnoteError {
  return new FootnoteError('INVALID_REQUEST', {}, { detail: `${detail} See --help.` });
}

/** An answer is of what is on disk now: an ingest may never have been made, or was broken off. */
async function ingestFirst({ store, ingester, config }: Parts): Promise<void> {
  if ((await store.latest()).seq > 0) {
    countFailures(await ingester.scan({ corpus: null }));
    return;
  }
  say(`There is nothing in ${config.dataDir} yet: reading ${config.corporaDir} first.`);
  await ingestWithProgress(ingester);
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof TypeError &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS');
  say(isUsage ? `${error.message}\n\n${USAGE}` : lastWords(error));
  process.exitCode = 1;
});
