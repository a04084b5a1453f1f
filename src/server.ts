import type { AddressInfo } from 'node:net';
import type { Watcher } from '../ingest/watch.ts';
import { compose, type Parts } from './compose.ts';
import { readConfig, type Config } from './core/config.ts';
import { EVERYTHING } from './core/everything.ts';
import { createApp } from './http/app.ts';
import type { Readiness } from './http/plugins/readiness.ts';
import { ingestWithProgress, lastWords, say, watchWithProgress } from './terminal.ts';
import { startUpkeep } from './upkeep.ts';

/*
 * The process: settings, parts, listening at once, the first ingest, ready, and an orderly end.
 */

const STARTING: Readiness = {
  ready: false,
  code: 'NOT_READY',
  reason: 'The corpora are being read; /readyz says when that is done.',
};
const CLOSING: Readiness = {
  ready: false,
  code: 'SHUTTING_DOWN',
  reason: 'The server is closing.',
};

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const parts = await compose(config);
  try {
    await serve(config, parts);
  } finally {
    await parts.close();
  }
}

/** Serves until a signal comes. */
async function serve(config: Config, parts: Parts): Promise<void> {
  let readiness = STARTING;
  const app = await createApp({ ...parts, readiness: () => readiness });
  const ended = untilSignalled();
  let watcher: Watcher | null = null;
  let stopUpkeep = async (): Promise<void> => {};
  try {
    await app.listen({ host: config.host, port: config.port });
    await parts.jobs.recover();
    if (config.watch) {
      watcher = watchWithProgress(parts.ingester, ({ revised, deleted, seq }) =>
        app.log.info({ revised, deleted, seq }, 'files taken in'),
      );
      ended.signal.addEventListener('abort', () => void watcher?.close());
      await watcher.ready;
    } else {
      await ingestWithProgress(parts.ingester, ended.signal);
    }
    await parts.warmUp();
    if (!ended.signal.aborted) {
      readiness = { ready: true };
      stopUpkeep = startUpkeep(parts, (error) => app.log.error(error, 'upkeep'));
      await announce(config, parts, (app.server.address() as AddressInfo).port);
      await ended.promise;
    }
  } catch (error) {
    // An ingest that is broken off has not failed.
    if (!ended.signal.aborted) throw error;
  } finally {
    readiness = CLOSING;
    await app.close();
    await watcher?.close();
    await stopUpkeep();
  }
}

/** Settles at the first SIGINT or SIGTERM. A second one ends the process at once. */
function untilSignalled(): { promise: Promise<void>; signal: AbortSignal } {
  const controller = new AbortController();
  const promise = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(1);
        say('Closing; once more to stop at once.');
        controller.abort();
        resolve();
      });
    }
  });
  return { promise, signal: controller.signal };
}

async function announce(config: Config, { store }: Parts, port: number): Promise<void> {
  const corpora = await store.corpora(EVERYTHING);
  const documents = corpora.reduce((sum, corpus) => sum + corpus.documents, 0);
  const passages = corpora.reduce((sum, corpus) => sum + corpus.passages, 0);
  const address = `http://${reachable(config.host)}:${port}`;
  say(
    `\nFootnote is ready at ${address} with ${count(documents, 'document')}, ${count(passages, 'passage')}.`,
  );
  say(`The API is described at ${address}/docs. To try it:\n`);
  say(`  curl -s ${address}/v1/ask -H 'content-type: application/json' \\`);
  say(`    -d '{"question": "How long do refunds take?"}'\n`);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** The host as a browser on this machine writes it. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

main().catch((error: unknown) => {
  say(lastWords(error));
  process.exit(1);
});
