import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../src/retrieve/titles/read-request.ts';
import { DAY, read, saidOf, shownFor, smallCatalogue } from './small-catalogue.ts';

describe('how long, from when, how good', () => {
  it.each([
    ['a comedy under 90 minutes', { running_time_min: { lt: 90 } }],
    ['a film of an hour and a half at most', { running_time_min: { lte: 90 } }],
    ['a film, 1h45 max', { running_time_min: { lte: 105 } }],
    ['something of half an hour or less', { running_time_min: { lte: 30 } }],
    ['a film between 80 and 100 min', { running_time_min: { gte: 80, lte: 100 } }],
    ['we have 40 minutes, suggest something', { running_time_min: { lte: 40 } }],
    ['films of about 100 minutes', { running_time_min: { gte: 85, lte: 115 } }],
    ['films from the seventies', { year: { gte: 1970, lte: 1979 } }],
    ['films from before 1970', { year: { lt: 1970 } }],
    ['a film not older than 2000', { year: { gte: 2000 } }],
    [
      'films from the 1960s or 1970s',
      {
        year: [
          { gte: 1960, lte: 1969 },
          { gte: 1970, lte: 1979 },
        ],
      },
    ],
    ['a film from last year', { year: { gte: 2025, lte: 2025 } }],
    ['an old film', { year: { lte: 1986 } }],
    ['films rated 8 or more', { score: { gte: 8 } }],
    ['a film that members gave at least 7.5', { score: { gte: 7.5 } }],
    ['films from the last ten years', { year: { gte: 2016 } }],
    ['something with more than 3 seasons', { seasons: { gt: 3 } }],
    ['a four-part series', { episodes: { gte: 4, lte: 4 } }],
    ['something with only one season', { seasons: { lte: 1 } }],
    ['something of no more than a dozen episodes', { episodes: { lte: 12 } }],
    ['something of twenty episodes or more', { episodes: { gte: 20 } }],
  ])('%s', (question, expected) => {
    expect(saidOf(question)).toMatchObject(expected);
  });
});

describe('for whom', () => {
  it.each([
    ['a film for my kids (4 and 7)', 4],
    ['something for my 7-year-old', 7],
    ['My daughter is eight. What can we watch?', 8],
    ['Mine are 5 and 8. Which films can we watch?', 5],
    ['a film for my children', 9],
    ['a film for the little ones', 6],
    ['something with an age rating of 12 at most', 12],
  ])('%s', (question, age) => {
    expect(saidOf(question)).toMatchObject({ age: { lte: age } });
  });

  it('a child in the story is no viewer', () => {
    expect(saidOf('a film about a boy of ten and his dog')).not.toHaveProperty('age');
  });

  it('children without an age add nothing to a filter on ages, and an age does', () => {
    const filtered = (question: string) =>
      readRequest(question, [], DAY, smallCatalogue(), new Set(['age'])).conditions.flatMap(
        ({ anyOf }) => anyOf.flatMap(({ field, is }) => (field === 'age' ? [is] : [])),
      );
    expect(filtered('a film for my kids')).toEqual([]);
    expect(filtered('a film for my kids, 4 and 7')).toEqual([{ lte: 4 }]);
  });

  it('what costs nothing states no price', () => {
    for (const words of [
      'for free',
      'without paying extra',
      'nothing I have to pay for',
      'no rentals',
    ])
      expect(saidOf(`a western, ${words}`)).toMatchObject({ rent_eur: null });
  });

  it('what is for rent states one', () => {
    expect(saidOf('which films do I have to pay for?')).toMatchObject({ rent_eur: { gt: 0 } });
    expect(shownFor('which films do I have to pay for?')).toEqual(['Dust Road Nine']);
  });
});

describe('genres, kinds, people, languages', () => {
  it.each([
    ['a funny film', { genres: 'comedy', kind: 'film' }],
    ['a film, no horror, western or comedy', { 'not genres': 'comedy' }],
    ['kids films without animation', { 'not genres': 'animation' }],
    ['a comedy or a western', { genres: ['comedy', 'western'] }],
    ['a film or a series', { kind: ['film', 'series'] }],
    ['anything with Bo Hansen', { cast: 'Bo Hansen' }],
    ['films directed by Cyril Ames', { directors: 'Cyril Ames' }],
    ['films in French', { languages: 'French' }],
    ['films in French or Italian', { languages: ['French', 'Italian'] }],
    ['films with English subtitles', { subtitles: 'English' }],
    ['a film, but not in English', { 'not languages': 'English' }],
    [
      'a film in English or with English subtitles',
      { 'languages|subtitles': ['English', 'English'] },
    ],
    ['films from Norway', { countries: 'Norway' }],
  ])('%s', (question, expected) => {
    expect(saidOf(question)).toMatchObject(expected);
  });

  it('a kind is refused by its word alone, and not by what is said of it', () => {
    expect(saidOf('no films, only series')).toMatchObject({ 'not kind': 'film', kind: 'series' });
    const request = read('not another superhero film please, what have you got?');
    expect(request.avoid).toEqual(['superhero']);
    expect(shownFor('not another superhero film please, what have you got?')).toContain('Winter');
  });

  it('takes people for what they are when the words say otherwise', () => {
    expect(shownFor('films with Cyril Ames as director')).toEqual(['Nets at Midnight']);
  });

  it('what is set in a country need not come from it', () => {
    expect(saidOf('a film set in Norway')).not.toHaveProperty('countries');
  });

  it('a "no" within a word is none', () => {
    expect(saidOf('a Norwegian western')).toMatchObject({
      languages: 'Norwegian',
      genres: 'western',
    });
  });

  it('a "no" ends at the comma, unless a list goes on', () => {
    expect(saidOf('nothing too sad, maybe a western')).toMatchObject({ genres: 'western' });
    expect(shownFor('a film, no horror, western or crime')).not.toContain('Nets at Midnight');
  });
});
