import { STATUS_CODES } from 'node:http';
import type { TSchema } from 'typebox';
import { AnswerSchema, CitationSchema, ClaimSchema, HitSchema, SpanSchema } from '../core/model.ts';
import { TraceSchema } from '../core/trace.ts';
import { OpenAiErrorSchema } from './openai/errors.ts';
import { PROBLEM_MEDIA_TYPE, ProblemSchema } from './problems.ts';

/** Shapes that clients want to have a name for; each must not be part of one that stands above it. */
const NAMED_SCHEMAS: Readonly<Record<string, TSchema>> = {
  Problem: ProblemSchema,
  OpenAiError: OpenAiErrorSchema,
  Answer: AnswerSchema,
  Trace: TraceSchema,
  Citation: CitationSchema,
  Claim: ClaimSchema,
  Hit: HitSchema,
  Span: SpanSchema,
};

export const TAGS = {
  ask: 'Questions',
  openai: "For clients of OpenAI's API",
  answers: 'Stored answers',
  documents: 'Corpora and documents',
  ingest: 'Ingesting',
  operations: 'Operations',
} as const;

/** What the OpenAPI document says before any route. 3.1, whose schemas are JSON Schema as TypeBox writes it. */
export function describeApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Footnote',
      version: '0.1.0',
      license: { name: 'MIT' },
      description:
        'Answers questions from documents; every claim leads to the exact characters it came from. ' +
        "Spans are UTF-16 code units of a revision's canonical text, times ISO 8601 UTC, durations " +
        'milliseconds. Errors are problem details (RFC 9457) with a stable `code`, but where a route says ' +
        'otherwise.',
    },
    tags: Object.values(TAGS).map((name) => ({ name })),
  };
}

/** The `response` entry of a route's errors, which all look alike. */
export const problemResponse = {
  description: 'A problem; `code` says which.',
  content: { [PROBLEM_MEDIA_TYPE]: { schema: ProblemSchema } },
};

/**
 * Replaces each copy of a named schema in an OpenAPI document with a reference to one under components,
 * and the plugin's "Default Response" with what the status means.
 */
export function nameSchemas<T extends object>(document: T): T {
  const names = new Map(
    Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [identity(schema), name]),
  );
  const referring = (node: unknown, top: boolean): unknown => {
    if (Array.isArray(node)) return node.map((member) => referring(member, false));
    if (typeof node !== 'object' || node === null) return node;
    const name = top ? undefined : names.get(identity(node));
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(
      Object.entries(node).map(([key, member]) => [key, described(key, referring(member, false))]),
    );
  };
  const schemas = Object.fromEntries(
    Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [
      name,
      referring(structuredClone(schema), true),
    ]),
  );
  return { ...(referring(document, true) as T), components: { schemas } };
}

function described(key: string, response: unknown): unknown {
  const meaning = STATUS_CODES[key];
  return meaning === undefined ? response : { ...(response as object), description: meaning };
}

/** Equal for equal schemas, also where the plugin has rewritten `patternProperties` and `const`. */
function identity(schema: unknown): string {
  return JSON.stringify(schema, (_key, node: unknown) => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
    const { patternProperties, const: only, ...plain } = node as Record<string, unknown>;
    const [values] = Object.values((patternProperties ?? {}) as Record<string, unknown>);
    if (values !== undefined) plain['additionalProperties'] = values;
    if (only !== undefined) plain['enum'] = [only];
    return Object.fromEntries(Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
