import { Type, type Static } from 'typebox';
import { FootnoteError } from '../../core/errors.ts';
import type { CorpusSummary } from '../../store/types.ts';

/** Answers from every corpus. */
const WHOLE = 'footnote';
/** Before the name of the one corpus that a model answers from. */
const PREFIX = `${WHOLE}:`;

/** A scope to be asked, as OpenAI's API lists models. */
export const ModelSchema = Type.Object({
  id: Type.String({ description: '`footnote`, or `footnote:<corpus>`.' }),
  object: Type.Literal('model'),
  created: Type.Integer({
    description: 'Unix time in seconds at which documents were last taken in; 0 = never.',
  }),
  owned_by: Type.Literal('footnote'),
});
export type Model = Static<typeof ModelSchema>;

/** One model for all corpora together, then one for each. */
export function modelsOf(corpora: readonly CorpusSummary[]): Model[] {
  const models = corpora.map(({ corpus, lastIngestedAt }) =>
    modelOf(PREFIX + corpus, lastIngestedAt === null ? 0 : Date.parse(lastIngestedAt)),
  );
  const newest = Math.max(0, ...models.map(({ created }) => created));
  return [{ ...modelOf(WHOLE, 0), created: newest }, ...models];
}

function modelOf(id: string, createdMs: number): Model {
  return { id, object: 'model', created: Math.floor(createdMs / 1000), owned_by: 'footnote' };
}

/**
 * The corpus that a model answers from; null = all of them. Whether there is such a corpus is not looked at.
 * @throws NOT_FOUND when no model can have that name
 */
export function corpusOfModel(model: string): string | null {
  if (model === WHOLE) return null;
  if (!model.startsWith(PREFIX)) throw modelNotFound(model);
  return model.slice(PREFIX.length);
}

export function modelNotFound(model: string): FootnoteError {
  const detail = `There is no model "${model}" here; GET /v1/models lists those that there are.`;
  return new FootnoteError('NOT_FOUND', { model }, { detail });
}
