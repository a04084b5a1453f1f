import type { ServerResponse } from 'node:http';

/* What goes over the wire between an OpenAI-compatible endpoint and who asks it. */

export interface Message {
  readonly role: string;
  readonly content: string;
}

/** The body of a request: of embeddings it has `input`, of a chat `messages`, of a list of models nothing. */
export interface RequestBody {
  readonly model: string;
  readonly input: string[];
  readonly encoding_format?: string;
  readonly dimensions?: number;
  readonly messages: readonly Message[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: RequestBody;
}

/** A status and a body of JSON; a body that is text is sent as it is. */
export interface JsonReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Writes the answer itself; it may leave the response open. */
export type Writing = (response: ServerResponse) => void | Promise<void>;
export type Reply = JsonReply | Writing;

/** What to answer; null = nothing at all, the request stays open. `count` is that of all requests so far. */
export type Script = (asked: Asked, count: number) => Reply | null;

/** An error as OpenAI puts it. */
export function errorReply(
  status: number,
  message: string,
  more: { code?: string; param?: string; headers?: Record<string, string> } = {},
): JsonReply {
  const { code = null, param = null, headers = {} } = more;
  const error = { message, type: 'invalid_request_error', param, code };
  return { status, headers, body: { error } };
}
