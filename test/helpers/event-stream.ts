import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/* A client of server-sent events, which reads them as the HTML standard says a browser must. */

/** As in a browser, the end of a stream is not the end of its connection, unless the server says so. */
const agent = new Agent({ keepAlive: true });

/** A test that waits longer than this waits in vain. */
const PATIENCE_MS = 10_000;

export interface ReceivedEvent {
  /** The client's last event id, after this event. */
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

export interface EventClient {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Everything that came so far, as it came. */
  readonly text: () => string;
  /** The last event id that the stream has set, with or without an event. */
  readonly lastEventId: () => string;
  /** The next event. */
  next(): Promise<ReceivedEvent>;
  /** The next events, as many. */
  take(count: number): Promise<ReceivedEvent[]>;
  /** All that is left until the server ends the stream. */
  rest(): Promise<ReceivedEvent[]>;
  /** Resolves when a condition over what came is met. */
  until(condition: () => boolean): Promise<void>;
  /** Stops reading from the socket, or goes on. */
  pause(): void;
  resume(): void;
  /** Goes away without a word. */
  leave(): void;
}

/** Serves the app on a free port of this machine. @returns its address */
export async function serve(app: FastifyInstance): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** @param body is posted as JSON; without one the stream is got */
export async function connect(
  url: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<EventClient> {
  const posted = body === undefined ? {} : { 'content-type': 'application/json' };
  const method = body === undefined ? 'GET' : 'POST';
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { method, headers: { ...posted, ...headers }, agent }, resolve)
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  const events: ReceivedEvent[] = [];
  const waiting = new Set<() => void>();
  const parser = createParser((event) => events.push(event));
  let text = '';
  let hasEnded = false;
  const wake = () => waiting.forEach((look) => look());
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    parser.read(chunk);
    wake();
  });
  response.on('close', () => {
    hasEnded = true;
    wake();
  });
  response.on('error', () => undefined); // told by 'close'

  function until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        act();
      };
      const inVain = () =>
        new Error(`waited in vain; ended: ${hasEnded}; so far: ${text.slice(-500)}`);
      const timer = setTimeout(() => settle(() => reject(inVain())), PATIENCE_MS);
      const look = () => {
        if (condition()) settle(resolve);
        else if (hasEnded) settle(() => reject(inVain()));
      };
      waiting.add(look);
      look();
    });
  }

  async function take(count: number): Promise<ReceivedEvent[]> {
    await until(() => events.length >= count);
    return events.splice(0, count);
  }

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    lastEventId: parser.lastEventId,
    next: async () => (await take(1))[0]!,
    take,
    rest: async () => {
      await until(() => hasEnded);
      return events.splice(0);
    },
    until,
    pause: () => response.pause(),
    resume: () => response.resume(),
    leave: () => response.destroy(),
  };
}

/** Reads the lines of a stream in whatever pieces they come. */
function createParser(dispatch: (event: ReceivedEvent) => void) {
  let unread = '';
  let lastEventId = '';
  let event = '';
  let data: string[] = [];

  function readLine(line: string): void {
    if (line === '') {
      if (data.length > 0) {
        dispatch({ id: lastEventId, event: event || 'message', data: JSON.parse(data.join('\n')) });
      }
      event = '';
      data = [];
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (field === 'id' && !value.includes('\0')) lastEventId = value;
  }

  return {
    lastEventId: () => lastEventId,
    read(chunk: string): void {
      unread += chunk;
      // A CR at the end may be the first half of a line end.
      const lines = unread.split(/\r\n|\n|\r(?!$)/);
      unread = lines.pop() ?? '';
      lines.forEach(readLine);
    },
  };
}
