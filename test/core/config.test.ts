import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS, isLoopback, readConfig } from '../../src/core/config.ts';
import { FootnoteError } from '../../src/core/errors.ts';

function refusal(env: Record<string, string>): FootnoteError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof FootnoteError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(env)} was taken`);
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      allowAnonymous: false,
      dataDir: resolve('.data'),
      corporaDir: resolve('corpora'),
      store: 'sqlite',
      embedder: 'embedded',
      generator: 'extractive',
      generatorFallback: 'none',
      openaiBaseUrl: 'https://api.openai.com/v1',
      openaiApiKey: null,
      chatModel: null,
      embeddingModel: null,
      embeddingDimensions: null,
      modelTimeoutMs: 60_000,
      modelMaxRetries: 2,
      modelConcurrency: 4,
      promptMaxTokens: 6000,
      chatMaxTokens: 1000,
      partialClaims: 'label',
      maxDocumentBytes: 20_971_520,
      parseTimeoutMs: 30_000,
      parseMemoryMb: 512,
      watch: false,
      retainRevisions: null,
      answerRetentionDays: null,
      rateLimitPerMinute: 0,
      logLevel: 'info',
    });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('takes an empty or blank value for one that is not set', () => {
    expect(readConfig({ PORT: '', OPENAI_API_KEY: '  ' })).toEqual(readConfig({}));
  });

  it('reads what is set', () => {
    const config = readConfig({
      HOST: 'LOCALHOST',
      PORT: '0',
      EMBEDDER: 'openai',
      EMBEDDING_MODEL: 'nomic-embed-text',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/',
      PARTIAL_CLAIMS: 'drop',
      CORPORA_DIR: '/srv/corpora',
    });
    expect(config).toMatchObject({
      host: 'localhost',
      port: 0,
      embedder: 'openai',
      embeddingModel: 'nomic-embed-text',
      openaiBaseUrl: 'http://127.0.0.1:11434/v1',
      partialClaims: 'drop',
      corporaDir: '/srv/corpora',
    });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'two words'],
    ['HOST', '256.1.1.1'],
    ['HOST', 'http://localhost'],
    ['ALLOW_ANONYMOUS', 'yes'],
    ['STORE', 'postgres'],
    ['EMBEDDER', 'Embedded'],
    ['GENERATOR', 'gpt'],
    ['GENERATOR_FALLBACK', 'embedded'],
    ['EMBEDDING_DIMENSIONS', '4'],
    ['MODEL_TIMEOUT_MS', '60s'],
    ['MODEL_CONCURRENCY', '0'],
    ['OPENAI_BASE_URL', 'ftp://example.com'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['OPENAI_BASE_URL', 'http://me:secret@localhost/v1'],
    ['OPENAI_BASE_URL', 'https://example.com/v1?version=1'],
    ['PARTIAL_CLAIMS', 'keep'],
    ['MAX_DOCUMENT_BYTES', '20MB'],
    ['MAX_DOCUMENT_BYTES', '0'],
    ['PARSE_TIMEOUT_MS', '0'],
    ['PARSE_MEMORY_MB', '1'],
    ['RATE_LIMIT_PER_MINUTE', '-5'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s, saying what it may be', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.code).toBe('INVALID_CONFIG');
    expect(error.details).toEqual({ variable: name });
    expect(error.message).toContain(
      `${name} must be ${SETTINGS.find((s) => s.name === name)?.range}`,
    );
  });

  it('does not serve other machines without keys unless told to, and says how', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'docs.example']) {
      const error = refusal({ HOST });
      expect(error.details).toEqual({ variable: 'HOST' });
      expect(error.message).toContain('ALLOW_ANONYMOUS=true');
      expect(readConfig({ HOST, ALLOW_ANONYMOUS: 'true' }).host).toBe(HOST);
    }
  });

  it('knows loopback by any of its names', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].filter(isLoopback)).toHaveLength(4);
    expect(['0.0.0.0', '::', '128.0.0.1', 'localhost.example'].filter(isLoopback)).toEqual([]);
    expect(readConfig({ HOST: '[::1]' }).host).toBe('::1');
  });

  it('asks for what the chosen embedder needs', () => {
    expect(refusal({ EMBEDDER: 'openai' }).details).toEqual({ variable: 'EMBEDDING_MODEL' });
    const withModel = { EMBEDDER: 'openai', EMBEDDING_MODEL: 'text-embedding-3-small' };
    expect(refusal(withModel).details).toEqual({ variable: 'OPENAI_API_KEY' });
    expect(readConfig({ ...withModel, OPENAI_API_KEY: 'k' }).openaiApiKey).toBe('k');
    expect(
      readConfig({ ...withModel, OPENAI_BASE_URL: 'http://localhost:1/v1' }).openaiApiKey,
    ).toBeNull();
  });

  it('asks for what a chat model needs', () => {
    expect(refusal({ GENERATOR: 'chat' }).details).toEqual({ variable: 'CHAT_MODEL' });
    const withModel = { GENERATOR: 'chat', CHAT_MODEL: 'gpt-4o-mini' };
    expect(refusal(withModel).details).toEqual({ variable: 'OPENAI_API_KEY' });
    expect(readConfig({ ...withModel, OPENAI_API_KEY: 'k' }).chatModel).toBe('gpt-4o-mini');
  });

  it('never repeats a secret', () => {
    const secret = 'hunter2';
    const inUrl = refusal({ OPENAI_BASE_URL: `ftp://me:${secret}@example.com` });
    expect(inUrl.message + JSON.stringify(inUrl.details)).not.toContain(secret);
    const elsewhere = refusal({ OPENAI_API_KEY: secret, PORT: 'x' });
    expect(elsewhere.message + JSON.stringify(elsewhere.details)).not.toContain(secret);
  });
});

describe('README.md', () => {
  const rows = () =>
    readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'));

  it.each(SETTINGS.map((setting) => [setting.name, setting.default] as const))(
    'documents %s and its default',
    (name, defaultText) => {
      const row = rows().find((line) => line.includes(`\`${name}\``)) ?? '';
      expect(row).toContain(`\`${name}\``);
      if (defaultText !== null) expect(row).toContain(`\`${defaultText}\``);
    },
  );
});
