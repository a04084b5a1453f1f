import { Type, type Static } from 'typebox';
import { SpanSchema } from './model.ts';

/*
 * What changed between two revisions of a document, passage by passage and word by word. A `from` span
 * points into the canonical text of the older revision, a `to` span into that of the newer one.
 */

/** Where a passage, or several that adjoin, stands in one revision. */
export const PassagePlaceSchema = Type.Object({
  span: SpanSchema,
  lines: Type.Object(
    { start: Type.Integer(), end: Type.Integer() },
    { description: 'Lines of the canonical text, from 1, inclusive.' },
  ),
  page: Type.Union([Type.Integer(), Type.Null()]),
  headings: Type.Array(Type.String()),
  text: Type.String(),
});
export type PassagePlace = Static<typeof PassagePlaceSchema>;

/** A stretch of a changed passage: `from` is null for added words, `to` for removed ones. */
export const WordChangeSchema = Type.Object({
  kind: Type.Union([Type.Literal('same'), Type.Literal('added'), Type.Literal('removed')]),
  text: Type.String(),
  from: Type.Union([SpanSchema, Type.Null()]),
  to: Type.Union([SpanSchema, Type.Null()]),
});
export type WordChange = Static<typeof WordChangeSchema>;

export const PassageChangeSchema = Type.Object({
  kind: Type.Union([
    Type.Literal('added'),
    Type.Literal('removed'),
    Type.Literal('changed'),
    Type.Literal('moved'),
  ]),
  from: Type.Union([PassagePlaceSchema, Type.Null()]),
  to: Type.Union([PassagePlaceSchema, Type.Null()]),
  words: Type.Array(WordChangeSchema, {
    description:
      'Of a changed passage, in order: "same" and "removed" joined are the old text, "same" and "added" the new.',
  }),
});
export type PassageChange = Static<typeof PassageChangeSchema>;

export const RevisionDiffSchema = Type.Object({
  counts: Type.Object(
    {
      added: Type.Integer(),
      removed: Type.Integer(),
      changed: Type.Integer(),
      moved: Type.Integer(),
      unchanged: Type.Integer(),
    },
    {
      description:
        'Of each kind, how many; passages that an edit split or merged count together as one that changed.',
    },
  ),
  changes: Type.Array(PassageChangeSchema, {
    description:
      'In the order of the newer revision, removed ones where they stood; unchanged passages are only counted.',
  }),
});
export type RevisionDiff = Static<typeof RevisionDiffSchema>;

const ComparedRevision = Type.Object({
  revision: Type.Integer(),
  sha256: Type.String(),
  title: Type.String(),
  committedAt: Type.String(),
});

export const DocumentDiffSchema = Type.Object({
  documentId: Type.String(),
  from: ComparedRevision,
  to: ComparedRevision,
  ...RevisionDiffSchema.properties,
});
export type DocumentDiff = Static<typeof DocumentDiffSchema>;
