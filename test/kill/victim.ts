import { fork, type ChildProcess } from 'node:child_process';
import type { FromChild, ToChild } from './messages.ts';

/* The other end of child.ts. */

const root = new URL('../..', import.meta.url).pathname;
/** For one thing that a child is told to do; it takes a second or two. */
const PATIENCE_MS = 90_000;

type MessageOf<Type extends FromChild['type']> = Extract<FromChild, { type: Type }>;

export interface Victim {
  send(message: ToChild): void;
  /** @throws when the child fails, ends or takes too long */
  until<Type extends FromChild['type']>(type: Type): Promise<MessageOf<Type>>;
  /** kill -9; resolves when it is gone. @throws when the child has failed or ended before */
  kill(): Promise<void>;
  /** Resolves when it has killed itself. @throws when it fails, ends otherwise or takes too long */
  gone(): Promise<void>;
}

interface Waiting {
  readonly type: FromChild['type'];
  readonly resolve: (message: FromChild) => void;
  readonly reject: (reason: Error) => void;
}

function spawnVictim(): Victim & { end(): Promise<void> } {
  const child: ChildProcess = fork('test/kill/child.ts', [], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => resolve(signal)),
  );
  const told: FromChild[] = [];
  let waiting: Waiting | null = null;
  /** What it said itself. */
  let failed: Error | null = null;
  let failure: Error | null = null;

  function fail(reason: string): void {
    failure ??= new Error(reason);
    waiting?.reject(failure);
    waiting = null;
  }

  child.on('message', (message: FromChild) => {
    if (message.type === 'failed') {
      failed = new Error(message.reason);
      return fail(message.reason);
    }
    if (waiting?.type !== message.type) return void told.push(message);
    waiting.resolve(message);
    waiting = null;
  });
  child.once('exit', (code, signal) => fail(`the child ended with ${code ?? signal}`));

  function next(type: FromChild['type']): Promise<FromChild> {
    const at = told.findIndex((message) => message.type === type);
    const [message] = at < 0 ? [] : told.splice(at, 1);
    if (message !== undefined) return Promise.resolve(message);
    if (failure !== null) return Promise.reject(failure);
    return new Promise((resolve, reject) => {
      waiting = { type, resolve, reject };
    });
  }

  async function end(): Promise<void> {
    child.kill('SIGKILL');
    await gone;
  }

  return {
    send: (message) => void child.send(message),
    async until<Type extends FromChild['type']>(type: Type) {
      const timer = setTimeout(() => fail(`nothing "${type}" in ${PATIENCE_MS} ms`), PATIENCE_MS);
      try {
        return (await next(type)) as MessageOf<Type>;
      } finally {
        clearTimeout(timer);
      }
    },
    async kill() {
      if (failure !== null) throw failure;
      await end();
    },
    async gone() {
      const timer = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS);
      const signal = await gone;
      clearTimeout(timer);
      if (failed !== null) throw failed;
      if (signal !== 'SIGKILL') throw new Error(`the child ended with ${signal}`);
    },
    end,
  };
}

/** Children one after the other; the next one gets ready while this one works. */
export interface Victims {
  next(): Promise<Victim>;
  /** One that has closed its store can be used again. */
  giveBack(victim: Victim): void;
  /** Ends what is left. */
  close(): Promise<void>;
}

export function createVictims(): Victims {
  const spawned: ReturnType<typeof spawnVictim>[] = [];
  const waiting: Promise<Victim>[] = [];

  function spawn(): void {
    const victim = spawnVictim();
    spawned.push(victim);
    const ready = victim.until('ready').then(() => victim);
    // Whoever asks for it is told.
    ready.catch(() => undefined);
    waiting.push(ready);
  }

  return {
    async next() {
      if (waiting.length === 0) spawn();
      const victim = await waiting.shift();
      if (waiting.length === 0) spawn();
      if (victim === undefined) throw new Error('there is no child');
      return victim;
    },
    giveBack: (victim) => void waiting.unshift(Promise.resolve(victim)),
    async close() {
      await Promise.all(spawned.map((victim) => victim.end()));
    },
  };
}
