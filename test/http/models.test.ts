import { describe, expect, it } from 'vitest';
import type { CorpusSummary } from '../../src/store/types.ts';
import { fakeApp, storeOf } from '../helpers/fake-parts.ts';

const summary = { documents: 2, passages: 9, characters: 900 };
const corpora: CorpusSummary[] = [
  { corpus: 'support', ...summary, lastIngestedAt: '2026-03-01T12:00:00.000Z' },
  { corpus: 'été', ...summary, lastIngestedAt: null },
];
const created = Date.parse('2026-03-01T12:00:00.000Z') / 1000;
const model = { object: 'model', owned_by: 'footnote' };

async function get(url: string, found: CorpusSummary[] = corpora) {
  const { app } = await fakeApp({ store: storeOf({ corpora: async () => found }) });
  const response = await app.inject(url);
  return [response.statusCode, response.json<unknown>()];
}

describe('GET /v1/models', () => {
  it('lists one model for everything and one for each corpus', async () => {
    expect(await get('/v1/models?user=ann')).toEqual([
      200,
      {
        object: 'list',
        data: [
          { id: 'footnote', created, ...model },
          { id: 'footnote:support', created, ...model },
          { id: 'footnote:été', created: 0, ...model },
        ],
      },
    ]);
  });

  it('lists a model when nothing has been taken in yet', async () => {
    const data = [{ id: 'footnote', created: 0, ...model }];
    expect(await get('/v1/models', [])).toEqual([200, { object: 'list', data }]);
  });
});

describe('GET /v1/models/:model', () => {
  it('gives one of them, its name encoded or not', async () => {
    const found = { id: 'footnote:support', created, ...model };
    expect(await get('/v1/models/footnote:support')).toEqual([200, found]);
    expect(await get('/v1/models/footnote%3Asupport')).toEqual([200, found]);
    expect(await get(`/v1/models/${encodeURIComponent('footnote:été')}`)).toMatchObject([
      200,
      { id: 'footnote:été' },
    ]);
  });

  it.each(['gpt-4o', 'footnote:nowhere', 'footnote:'])('has none called %s', async (name) => {
    expect(await get(`/v1/models/${name}`)).toMatchObject([
      404,
      { error: { code: 'model_not_found', param: 'model' } },
    ]);
  });
});
