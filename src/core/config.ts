import { FootnoteError } from './errors.ts';
import { OPENAI_URL, settings, type SettingSpec } from './settings.ts';

/* The one place where the environment is read. */

type Settings = typeof settings;
type Value<S> = S extends { default: infer D; parse: (text: string) => infer R }
  ? Exclude<R, undefined> | (D extends null ? null : never)
  : never;

/** Every setting with its value; frozen. Paths are absolute. */
export type Config = { readonly [K in keyof Settings]: Value<Settings[K]> };

/** What there is to set, for the documentation and its test. */
export const SETTINGS: readonly Omit<SettingSpec<unknown>, 'parse'>[] = Object.values(settings);

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * The settings of an environment such as `process.env`. An empty value counts as not set, since that is
 * how a compose file passes on what is not there.
 * @throws INVALID_CONFIG naming the variable and what it may be; a secret's value is never repeated
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(settings).map(([key, spec]) => [key, readSetting(spec, env)]);
  const config = Object.freeze(Object.fromEntries(entries) as Config);
  checkTogether(config);
  return config;
}

function readSetting(
  spec: SettingSpec<unknown>,
  env: Readonly<Record<string, string | undefined>>,
): unknown {
  const text = env[spec.name]?.trim() || spec.default;
  if (text === null) return null;
  const value = spec.parse(text);
  if (value !== undefined) return value;
  // A URL may carry a password, so that it is treated as the secrets are.
  const shown =
    spec.secret || spec.name.endsWith('_URL') ? '' : `, not ${JSON.stringify(text.slice(0, 80))}`;
  throw invalid(spec.name, `${spec.name} must be ${spec.range}${shown}.`);
}

/** What single settings cannot tell: which values go together. */
function checkTogether(config: Config): void {
  if (!isLoopback(config.host) && !config.allowAnonymous) {
    throw invalid(
      'HOST',
      `HOST is ${config.host}, which other machines can reach, and there are no keys: anyone who reaches ` +
        'the port could read and change everything. Use HOST=127.0.0.1, or set ALLOW_ANONYMOUS=true if ' +
        'that is meant (as in a container whose port is published on loopback).',
    );
  }
  if (config.embedder === 'openai') {
    checkEndpoint(config, 'EMBEDDER=openai', 'EMBEDDING_MODEL', config.embeddingModel);
  }
  if (config.generator === 'chat') {
    checkEndpoint(config, 'GENERATOR=chat', 'CHAT_MODEL', config.chatModel);
  }
}

/** What a driver that asks an endpoint cannot do without. */
function checkEndpoint(
  { openaiApiKey, openaiBaseUrl }: Config,
  driver: string,
  variable: string,
  model: string | null,
): void {
  if (model === null) {
    throw invalid(variable, `${driver} needs ${variable}, the name of a model at OPENAI_BASE_URL.`);
  }
  if (openaiApiKey === null && openaiBaseUrl === OPENAI_URL) {
    throw invalid('OPENAI_API_KEY', `${driver} needs OPENAI_API_KEY for ${OPENAI_URL}.`);
  }
}

function invalid(variable: string, detail: string): FootnoteError {
  return new FootnoteError('INVALID_CONFIG', { variable }, { detail });
}
