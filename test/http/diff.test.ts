import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { DocumentDiffSchema } from '../../src/core/diff-model.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import { fakeApp } from '../helpers/fake-parts.ts';

const url = '/v1/documents/support%2Frefunds.md/diff';

describe('GET /v1/documents/:id/diff', () => {
  it('compares the revisions that are named', async () => {
    const { app } = await fakeApp();
    const response = await app.inject(`${url}?from=3&to=5`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      documentId: 'support/refunds.md',
      from: { revision: 3 },
      to: { revision: 5 },
    });
    expect(Compile(DocumentDiffSchema).Errors(response.json())).toEqual([]);
  });

  it.each(['from=0', 'to=x', 'from=1.5', 'from=1&from=2', 'since=1'])(
    'refuses ?%s',
    async (query) => {
      const { app } = await fakeApp();
      const response = await app.inject(`${url}?${query}`);
      expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    },
  );

  it.each([
    ['DOCUMENT_NOT_FOUND', 404],
    ['REVISION_NOT_FOUND', 404],
    ['DOCUMENT_ERASED', 410],
    ['REVISION_NOT_RETAINED', 410],
  ] as const)('passes on %s', async (code, status) => {
    const { app } = await fakeApp({ documentDiff: () => Promise.reject(new FootnoteError(code)) });
    expect((await app.inject(url)).json()).toMatchObject({ status, code });
  });
});
