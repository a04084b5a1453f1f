import { isIP } from 'node:net';
import { resolve } from 'node:path';

/*
 * Every setting as a row of one table, by which `config.ts` reads the environment: its name, its
 * default, what it may be and what it is for. README.md documents each; a test holds the two together.
 */

export interface SettingSpec<T> {
  /** The environment variable. */
  readonly name: string;
  /** As one would write it in the environment; null = not set. */
  readonly default: string | null;
  /** What it may be, as it reads after "must be". */
  readonly range: string;
  readonly meaning: string;
  /** A secret's value is never written anywhere, not even in the error about it. */
  readonly secret: boolean;
  /** The value, or undefined when the text cannot be one. */
  readonly parse: (text: string) => T | undefined;
}

type RequiredSetting<T> = SettingSpec<T> & { readonly default: string };
type OptionalSetting<T> = SettingSpec<T> & { readonly default: null };

function required<T>(
  name: string,
  defaultText: string,
  range: string,
  meaning: string,
  parse: (text: string) => T | undefined,
): RequiredSetting<T> {
  return { name, default: defaultText, range, meaning, secret: false, parse };
}

function optional<T>(
  name: string,
  range: string,
  meaning: string,
  parse: (text: string) => T | undefined,
  secret = false,
): OptionalSetting<T> {
  return { name, default: null, range, meaning, secret, parse };
}

function integer(name: string, defaultText: string, min: number, max: number, meaning: string) {
  const range = `a whole number from ${min} to ${max}`;
  return required(name, defaultText, range, meaning, asWholeNumber(min, max));
}

function asWholeNumber(min: number, max: number) {
  return (text: string): number | undefined => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : undefined;
  };
}

function choice<const T extends string>(
  name: string,
  defaultText: NoInfer<T>,
  values: readonly T[],
  meaning: string,
) {
  const range = values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`;
  return required(name, defaultText, range, meaning, (text) =>
    values.find((value) => value === text),
  );
}

const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*$/;

function asHost(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  // A dotted number that is no IP address is a mistyped one, not a name.
  if (isIP(bare) !== 0) return bare;
  return HOST_NAME.test(text) && !/^[\d.]+$/.test(text) ? text.toLowerCase() : undefined;
}

function asHttpUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, search, hash } = new URL(text);
  // A path is added at the end of it, and `fetch` takes no password in an address.
  if (username + password + search + hash !== '') return undefined;
  return /^https?:$/.test(protocol) ? text.replace(/\/+$/, '') : undefined;
}

const asBoolean = (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined);
const asPath = (text: string) => (text.includes('\0') ? undefined : resolve(text));
const asText = (text: string) => text;

export const OPENAI_URL = 'https://api.openai.com/v1';
const MEBIBYTE = 2 ** 20;

export const settings = {
  host: required(
    'HOST',
    '127.0.0.1',
    'a host name or an IP address',
    'where the server listens',
    asHost,
  ),
  port: integer('PORT', '3000', 0, 65_535, 'the port it listens on; 0 takes any free one'),
  allowAnonymous: required(
    'ALLOW_ANONYMOUS',
    'false',
    'true or false',
    'serve a host other than loopback without keys, knowingly: whoever reaches the port may read and write everything',
    asBoolean,
  ),
  dataDir: required('DATA_DIR', '.data', 'a path', 'where everything it writes is kept', asPath),
  corporaDir: required(
    'CORPORA_DIR',
    'corpora',
    'a path',
    'the folder whose subfolders are corpora',
    asPath,
  ),
  store: choice('STORE', 'sqlite', ['sqlite'], 'the database driver'),
  embedder: choice('EMBEDDER', 'embedded', ['embedded', 'openai'], 'the embedding driver'),
  generator: choice(
    'GENERATOR',
    'extractive',
    ['extractive', 'chat'],
    'the driver that writes answers',
  ),
  generatorFallback: choice(
    'GENERATOR_FALLBACK',
    'none',
    ['none', 'extractive'],
    'what answers when the chat model fails before its first claim',
  ),
  openaiBaseUrl: required(
    'OPENAI_BASE_URL',
    OPENAI_URL,
    'an http or https URL without a password or a query',
    'any OpenAI-compatible endpoint',
    asHttpUrl,
  ),
  openaiApiKey: optional(
    'OPENAI_API_KEY',
    'the key of that endpoint',
    'sent to that endpoint alone',
    asText,
    true,
  ),
  chatModel: optional('CHAT_MODEL', 'a model name', 'the chat model at that endpoint', asText),
  embeddingModel: optional(
    'EMBEDDING_MODEL',
    'a model name',
    'the embedding model at that endpoint',
    asText,
  ),
  embeddingDimensions: optional(
    'EMBEDDING_DIMENSIONS',
    'a whole number from 8 to 8192',
    'numbers in a vector, for models that can shorten theirs; not set: what the model gives',
    asWholeNumber(8, 8192),
  ),
  modelTimeoutMs: integer(
    'MODEL_TIMEOUT_MS',
    '60000',
    100,
    300_000,
    'how long a model may be silent; a whole answer may take five times as long',
  ),
  modelMaxRetries: integer(
    'MODEL_MAX_RETRIES',
    '2',
    0,
    10,
    'further tries after 429, 5xx and broken connections',
  ),
  modelConcurrency: integer(
    'MODEL_CONCURRENCY',
    '4',
    1,
    1000,
    'requests that are with the endpoint at once; further ones wait',
  ),
  promptMaxTokens: integer(
    'PROMPT_MAX_TOKENS',
    '6000',
    1000,
    1_000_000,
    'tokens of a prompt, sources and all; sources that do not fit are left out',
  ),
  chatMaxTokens: integer(
    'CHAT_MAX_TOKENS',
    '1000',
    50,
    100_000,
    'tokens that a chat model may write for one answer',
  ),
  partialClaims: choice(
    'PARTIAL_CLAIMS',
    'label',
    ['label', 'drop'],
    'what becomes of a claim whose quotes cover only part of its words',
  ),
  maxDocumentBytes: integer(
    'MAX_DOCUMENT_BYTES',
    String(20 * MEBIBYTE),
    1024,
    256 * MEBIBYTE,
    'the largest document that is taken in, as a file or over HTTP',
  ),
  parseTimeoutMs: integer(
    'PARSE_TIMEOUT_MS',
    '30000',
    100,
    3_600_000,
    'how long reading one document may take',
  ),
  parseMemoryMb: integer(
    'PARSE_MEMORY_MB',
    '512',
    64,
    8192,
    'how much memory reading one document may take',
  ),
  watch: required(
    'WATCH',
    'false',
    'true or false',
    'take in files of the corpora folder as they are saved',
    asBoolean,
  ),
  retainRevisions: optional(
    'RETAIN_REVISIONS',
    'a whole number from 0 to 1000000',
    'superseded revisions kept of each document, beside those that a stored answer cites; not set: all',
    asWholeNumber(0, 1_000_000),
  ),
  answerRetentionDays: optional(
    'ANSWER_RETENTION_DAYS',
    'a whole number from 1 to 36500',
    'days that answers and their traces are kept; not set: for ever',
    asWholeNumber(1, 36_500),
  ),
  rateLimitPerMinute: integer(
    'RATE_LIMIT_PER_MINUTE',
    '0',
    0,
    1_000_000,
    'requests to /v1 that one address may make in a minute; 0 sets no limit',
  ),
  logLevel: choice(
    'LOG_LEVEL',
    'info',
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'how much is logged, as JSON lines on standard output',
  ),
};
