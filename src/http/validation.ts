import type { FastifySchemaCompiler } from 'fastify';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { FootnoteError } from '../core/errors.ts';

interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** TypeBox's report of one failed keyword. */
interface KeywordError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

const MAX_REPORTED = 20;

/** The pattern of a text that says something. */
export const NOT_BLANK = '\\S';

/**
 * Validates with TypeBox itself rather than Ajv, whose Fastify defaults drop unknown fields and turn
 * "5" into 5. A body is taken as it is; parameters of the address are text, from which integers and booleans are
 * read first.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (input: unknown) => {
    const value = httpPart === 'body' ? input : withScalars(schema, input);
    if (compiled.Check(value)) return { value };
    return { error: invalidRequest(httpPart ?? 'request', compiled.Errors(value)) };
  };
};

/** Texts as the integers and booleans that the schema wants; any other text is left for it to refuse. */
function withScalars(schema: TSchema, input: unknown): unknown {
  const fields = (schema as { properties?: Record<string, { type?: string }> }).properties ?? {};
  const converted = Object.entries(input as object).map(([name, text]: [string, unknown]) => {
    const type = fields[name]?.type;
    if (typeof text !== 'string') return [name, text];
    if (type === 'integer' && /^\d{1,15}$/.test(text)) return [name, Number(text)];
    if (type === 'boolean' && /^(true|false)$/.test(text)) return [name, text === 'true'];
    return [name, text];
  });
  return Object.fromEntries(converted);
}

function invalidRequest(part: string, found: readonly KeywordError[]): FootnoteError {
  const errors = fieldErrors(found);
  const name = part === 'querystring' ? 'query' : part;
  const listed = errors.map(({ path, message }) => `${path || 'it'} ${message}`).join('; ');
  return new FootnoteError(
    'INVALID_REQUEST',
    { errors },
    { detail: `The ${name} is not valid: ${listed}.` },
  );
}

/**
 * One line for each wrong place. A union reports the failures of all its members and then itself; what
 * its members say of deeper places is kept, of the same place only that nothing matched.
 */
function fieldErrors(found: readonly KeywordError[]): FieldError[] {
  const unions = new Set(found.filter((e) => e.keyword === 'anyOf').map((e) => e.instancePath));
  const byPath = new Map<string, FieldError>();
  for (const error of found.flatMap(expand)) {
    const path = error.instancePath.slice(0, 300);
    const inUnion = unions.has(error.instancePath) && error.keyword !== 'anyOf';
    if (!inUnion && !byPath.has(path)) byPath.set(path, { path, message: sentence(error) });
  }
  return [...byPath.values()].slice(0, MAX_REPORTED);
}

/** An unknown or a missing field is reported at its own place rather than at the object's. */
function expand(error: KeywordError): KeywordError[] {
  if (error.keyword === 'additionalProperties') return [];
  if (error.keyword !== 'required') return [error];
  const { requiredProperties } = error.params as { requiredProperties: string[] };
  return requiredProperties.map((name) => ({
    ...error,
    instancePath: `${error.instancePath}/${name}`,
  }));
}

function sentence(error: KeywordError): string {
  if (error.keyword === 'boolean') return 'is not a field that is known here';
  if (error.keyword === 'required') return 'is missing';
  if (error.keyword === 'anyOf') return 'has none of the forms that it may have';
  if (
    error.keyword === 'pattern' &&
    'pattern' in error.params &&
    error.params.pattern === NOT_BLANK
  ) {
    return 'must not be blank';
  }
  if (error.keyword === 'pattern') return 'does not have the form that it must have';
  return error.message;
}
