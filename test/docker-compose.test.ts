import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, SETTINGS } from '../src/core/config.ts';

/* No engine runs here, so that what can be held without one is held: settings, names, what waits for what. */

interface Service {
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
}

const file = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};

/** A service's environment as the container gets it when nothing is set outside. */
function environmentOf(name: string): Record<string, string> {
  const entries = Object.entries(file.services[name]?.environment ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [key, String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1')]),
  );
}

describe('docker-compose.yml', () => {
  it.each(['footnote', 'footnote-ollama'])('gives %s settings that it takes', (name) => {
    const environment = environmentOf(name);
    expect(() => readConfig(environment)).not.toThrow();
    const known = SETTINGS.map((setting) => setting.name);
    expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
  });

  it('needs no profile, no key and no model by default', () => {
    const plain = Object.keys(file.services).filter((name) => !file.services[name]?.profiles);
    expect(plain).toEqual(['footnote']);
    const config = readConfig(environmentOf('footnote'));
    expect(config).toMatchObject({ embedder: 'embedded', generator: 'extractive' });
  });

  it('asks Ollama for both models, by the drivers of any endpoint', () => {
    const config = readConfig(environmentOf('footnote-ollama'));
    expect(config).toMatchObject({ embedder: 'openai', generator: 'chat' });
    expect(new URL(config.openaiBaseUrl).hostname in file.services).toBe(true);
  });

  it('pulls the very models that are asked', () => {
    const { CHAT_MODEL, EMBEDDING_MODEL } = environmentOf('ollama-models');
    expect(environmentOf('footnote-ollama')).toMatchObject({ CHAT_MODEL, EMBEDDING_MODEL });
  });

  it('leaves the model room for a whole prompt and its answer', () => {
    const { promptMaxTokens, chatMaxTokens } = readConfig(environmentOf('footnote-ollama'));
    const context = Number(environmentOf('ollama')['OLLAMA_CONTEXT_LENGTH']);
    // Tokens are counted by another model's tokenizer.
    expect(context).toBeGreaterThanOrEqual(1.1 * (promptMaxTokens + chatMaxTokens));
  });

  it('waits for services that are there and can be waited for', () => {
    const waits = Object.values(file.services).flatMap((service) =>
      Object.entries(service.depends_on ?? {}),
    );
    expect(waits.length).toBeGreaterThan(0);
    for (const [name, { condition }] of waits) {
      expect(Object.keys(file.services)).toContain(name);
      if (condition === 'service_healthy') expect(file.services[name]?.healthcheck).toBeDefined();
    }
  });

  it('publishes on loopback alone, each service at a port and with a store of its own', () => {
    const ports = Object.values(file.services).flatMap(({ ports: published }) => published ?? []);
    expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    expect(new Set(ports).size).toBe(ports.length);
    const volumes = Object.values(file.services).flatMap(({ volumes: mounted }) => mounted ?? []);
    const stores = volumes.filter((volume) => volume.endsWith(':/data'));
    expect(new Set(stores).size).toBe(2);
    const named = volumes.map((volume) => volume.split(':', 1)[0] ?? '');
    expect(named.filter((name) => !(name in file.volumes))).toEqual([]);
  });
});
