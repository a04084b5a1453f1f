import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** Something that is wrong in the corpora. */
export interface Finding {
  /** Path within the folder of corpora. */
  readonly file: string;
  /** Line of the file, counted from 1, or the id of what is wrong in it. */
  readonly at: number | string;
  readonly problem: string;
}

export function toLine({ file, at, problem }: Finding): string {
  return `${file}:${at}: ${problem}`;
}

/**
 * Reads JSON of a form. @throws Error that says in one line what is wrong; of a union, how the value falls
 * short of the member that it is nearest to
 */
export function formReader<Schema extends TSchema>(
  schema: Schema,
): (text: string) => Static<Schema> {
  const form = Compile(schema);
  const members = Type.IsUnion(schema) ? schema.anyOf.map((member) => Compile(member)) : [form];
  return (text) => {
    const value = parseJson(text);
    if (form.Check(value)) return value;
    const [nearest = []] = members
      .map((member) => member.Errors(value))
      .sort((a, b) => a.length - b.length);
    const errors = nearest.map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
    throw new Error(`not of the form that is expected: ${errors.join('; ')}`);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`no JSON: ${messageOf(error)}`, { cause: error });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
