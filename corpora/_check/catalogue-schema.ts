import { Type, type Static } from 'typebox';
import { FilterSchema, type FilterCondition } from '../../src/core/model.ts';
import { SplitSchema } from './question-schema.ts';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const texts = (minItems: number, maxItems: number) =>
  Type.Array(text, { minItems, maxItems, uniqueItems: true });

const GENRES = [
  'drama',
  'comedy',
  'crime',
  'thriller',
  'mystery',
  'romance',
  'adventure',
  'science fiction',
  'fantasy',
  'horror',
  'western',
  'war',
  'history',
  'family',
  'animation',
  'musical',
  'music',
  'sport',
  'documentary',
  'nature',
  'biography',
  'food',
  'travel',
];

/** A title of the catalogue; the fields stand in this order. */
export const TitleSchema = Type.Object(
  {
    id: Type.String({ pattern: '^tl-\\d{4}$' }),
    title: text,
    original_title: Type.Optional(text),
    kind: Type.Enum(['film', 'series', 'documentary', 'short']),
    year: Type.Integer({ minimum: 1900, maximum: 2027 }),
    countries: texts(1, 6),
    languages: texts(0, 8),
    subtitles: texts(0, 5),
    genres: Type.Array(Type.Enum(GENRES), { minItems: 1, maxItems: 4, uniqueItems: true }),
    running_time_min: Type.Integer({ minimum: 1, maximum: 600 }),
    seasons: Type.Optional(Type.Integer({ minimum: 1 })),
    episodes: Type.Optional(Type.Integer({ minimum: 1 })),
    age: Type.Enum([0, 6, 9, 12, 15, 18]),
    /** Viewers' score of ten, to one decimal. */
    score: Type.Number({ minimum: 3.1, maximum: 9.4 }),
    directors: texts(1, 6),
    cast: texts(0, 6),
    themes: texts(2, 5),
    available_from: day,
    available_until: Type.Union([day, Type.Null()]),
    rent_eur: Type.Union([Type.Enum([2.5, 3.5, 4.9]), Type.Null()]),
    synopsis: text,
  },
  closed,
);
export type Title = Static<typeof TitleSchema>;

/** A viewer of `_profiles.jsonl`. */
export const ProfileSchema = Type.Object(
  {
    id: Type.String({ pattern: '^pr-\\d{2}$' }),
    name: text,
    about: text,
    /** Limits that hold whatever is asked. */
    filter: FilterSchema,
    history: Type.Array(Type.Object({ role: Type.Literal('user'), content: text }, closed), {
      minItems: 1,
    }),
  },
  closed,
);
export type Profile = Static<typeof ProfileSchema>;

const AbsentSchema = Type.Object({ absent: Type.Literal(true) }, closed);
const FieldsSchema = Type.Record(
  Type.String(),
  // `checkFilter` tells whether it is one.
  Type.Union([AbsentSchema, Type.Unsafe<FilterCondition>({})]),
);
export type Fields = Static<typeof FieldsSchema>;

/** Fields that must all meet their condition, or alternatives of such. */
const ConditionSchema = Type.Union([
  Type.Object({ anyOf: Type.Array(FieldsSchema, { minItems: 1 }) }, closed),
  FieldsSchema,
]);
export type Condition = Static<typeof ConditionSchema>;

/** A line of `_recommendations.jsonl`. */
export const RequestSchema = Type.Object(
  {
    id: text,
    question: text,
    profile: Type.Union([text, Type.Null()]),
    /** The day it is asked on. */
    day,
    kind: Type.Enum(['conditions', 'like', 'about', 'availability', 'profile']),
    split: SplitSchema,
    must: Type.Array(ConditionSchema),
    mustNot: Type.Array(ConditionSchema),
    /** Every title that satisfies it, with what its record says for it. */
    titles: Type.Array(
      Type.Object({ id: text, facts: Type.Array(text, { minItems: 1, maxItems: 4 }) }, closed),
    ),
  },
  closed,
);
export type Request = Static<typeof RequestSchema>;
