import { describe, expect, it } from 'vitest';
import { fakeApp } from '../helpers/fake-parts.ts';

interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: { in: string; name: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const ROUTES = [
  'get /healthz',
  'get /readyz',
  'post /v1/ask',
  'post /v1/search',
  'post /v1/chat/completions',
  'get /v1/models',
  'get /v1/models/{model}',
  'get /v1/answers',
  'get /v1/answers/{id}',
  'get /v1/answers/{id}/trace',
  'post /v1/answers/{id}/replay',
  'get /v1/corpora',
  'get /v1/documents',
  'post /v1/documents',
  'get /v1/documents/{id}',
  'put /v1/documents/{id}',
  'delete /v1/documents/{id}',
  'get /v1/documents/{id}/revisions/{n}',
  'get /v1/documents/{id}/diff',
  'post /v1/ingest',
  'get /v1/jobs/{id}',
  'get /v1/events',
];

describe('/openapi.json', async () => {
  const { app } = await fakeApp();
  const document = (await app.inject('/openapi.json')).json<Document>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      path,
      operation,
    })),
  );

  it('is OpenAPI 3.1 and lists every route', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({
      title: 'Footnote',
      version: expect.any(String) as string,
    });
    expect(operations.map(({ name }) => name).sort()).toEqual([...ROUTES].sort());
  });

  it.each(operations)(
    '$name has a name, a summary, and a schema for all it takes and gives',
    (route) => {
      const { operation, path } = route;
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary).toBeTruthy();
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described =
        operation.parameters?.filter((p) => p.in === 'path').map((p) => p.name) ?? [];
      expect(described.sort()).toEqual(inPath.sort());
      for (const response of Object.values(operation.responses)) {
        expect(response.description).not.toBe('Default Response');
        expect(
          Object.values(response.content ?? {}).every(
            ({ schema }) => 'type' in schema || '$ref' in schema || 'anyOf' in schema,
          ),
        ).toBe(true);
        const types = Object.keys(response.content ?? {});
        expect(types.length).toBeGreaterThan(0);
        expect(types.filter((type) => type !== 'text/event-stream').length).toBeLessThanOrEqual(1);
      }
      if (/^(post|put)/.test(route.name)) expect(operation.requestBody?.content).toBeDefined();
    },
  );

  it('gives every operation a name of its own', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("describes errors as problem details, but for clients of OpenAI's API", () => {
    const problem = { schema: { $ref: '#/components/schemas/Problem' } };
    const openAiError = { schema: { $ref: '#/components/schemas/OpenAiError' } };
    for (const { name, path, operation } of operations.filter((o) => o.path.startsWith('/v1'))) {
      const content = operation.responses['4XX']?.content;
      expect([name, content]).toEqual([
        name,
        /^\/v1\/(chat|models)/.test(path)
          ? { 'application/json': openAiError }
          : { 'application/problem+json': problem },
      ]);
    }
  });

  it('names the shapes of the API, uses each name, and refers to none that is not there', () => {
    const defined = Object.keys(document.components.schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    const used = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect([...new Set(used)].sort()).toEqual(defined.sort());
    expect(Object.keys(document.components.schemas)).toContain('Answer');
  });

  it('says that only the question is required of a question', () => {
    const body =
      document.paths['/v1/ask']!['post']!.requestBody!.content['application/json']!.schema;
    expect(body).toMatchObject({ required: ['question'], additionalProperties: false });
  });
});
