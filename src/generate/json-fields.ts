import type { Span } from '../core/model.ts';

/** Where a field of a JSON object stands: name and value, and the value alone. */
export interface FieldPlace extends Span {
  readonly value: Span;
}

/**
 * The places of an object's own fields within its JSON text; none when the text is no JSON object. Fields
 * of objects within it are not looked into.
 */
export function jsonFieldPlaces(text: string): ReadonlyMap<string, FieldPlace> {
  const places = new Map<string, FieldPlace>();
  if (!isObject(text)) return places;
  const field = /\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:\s*/y;
  let at = 1;
  for (;;) {
    field.lastIndex = at;
    const name = field.exec(text);
    if (name === null) return places;
    const start = name.index + name[0].indexOf('"');
    const end = valueEnd(text, field.lastIndex);
    places.set(JSON.parse(name[1] ?? '""') as string, {
      start,
      end,
      value: { start: field.lastIndex, end },
    });
    const comma = /\s*,/y;
    comma.lastIndex = end;
    if (!comma.test(text)) return places;
    at = comma.lastIndex;
  }
}

function isObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the value that begins at `start` ends. */
function valueEnd(text: string, start: number): number {
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[[{]|[\]}]|[^\s"[\]{},]+|[\s,]/y;
  let depth = 0;
  let at = start;
  do {
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [''];
    if (found === '') return text.length;
    if (found === '[' || found === '{') depth++;
    if (found === ']' || found === '}') depth--;
    at = token.lastIndex;
  } while (depth > 0);
  return at;
}
