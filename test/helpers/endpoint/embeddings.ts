import type { Asked, JsonReply } from './protocol.ts';

export const DIMENSIONS = 8;

/** A vector that tells its text: how often each of eight classes of letters stands in it. */
export function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0.01);
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}

export function embeddingsOf(vectors: readonly (readonly number[])[]): JsonReply {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  return { status: 200, body: { object: 'list', model: 'scripted', data, usage } };
}

/** Embeds every text. */
export const answerWell: (asked: Asked, count?: number) => JsonReply = ({ body }) =>
  embeddingsOf(body.input.map(vectorOf));
