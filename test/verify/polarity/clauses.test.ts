import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/verify/polarity/clauses.ts';

/** The words, what is denied, and the modals of each clause. */
function read(text: string) {
  return clausesOf(text).map(({ words, denials, modals, kind }) => ({
    words: [...words.keys()],
    denied: denials.map(({ focus }) => focus),
    modals: [...modals],
    kind,
  }));
}

describe('clausesOf', () => {
  it('keeps a denial to its clause', () => {
    expect(read('Pets are welcome, but smoking is not allowed.')).toMatchObject([
      { denied: [] },
      { denied: [['smoke']], modals: ['may'] },
    ]);
  });

  it('lets a denial reach over a list', () => {
    const [clause, ...others] = read('You may not sell, rent or lend the bike.');
    expect(others).toEqual([]);
    expect(clause?.denied).toHaveLength(1);
    expect(clause?.words.length).toBeGreaterThanOrEqual(3);
  });

  it('tells conditions and exceptions from what is said', () => {
    expect(read('It renews unless you object.').map(({ kind }) => kind)).toEqual([
      'main',
      'exception',
    ]);
    expect(read('If it rains, the shop is open.').map(({ kind }) => kind)).toEqual([
      'condition',
      'main',
    ]);
  });

  it('goes on with the clause behind an exception', () => {
    const [whole, exception] = read('All bikes except trailers are insured.');
    expect(whole?.words).toContain('insur');
    expect(exception).toMatchObject({ kind: 'exception', words: ['trailer'] });
  });

  it('denies by a word that holds its denial within', () => {
    expect(read('The bill is unpaid.')).toMatchObject([{ denied: [['pai']] }]);
    expect(read('We united under a flag.')).toMatchObject([{ denied: [] }]);
  });

  it('keeps a condition with what is said under it, and a new sentence apart', () => {
    const statements = clausesOf('If it rains, we close. The yard stays open.').map(
      ({ statement }) => statement,
    );
    expect(statements[0]).toBe(statements[1]);
    expect(statements[2]).not.toBe(statements[1]);
  });

  it('takes the subjects of one verb for one clause', () => {
    expect(read('Bread and milk are sold here.')).toHaveLength(1);
  });

  it('lets a cell deny what stands before it', () => {
    expect(read('| workshop | no |').at(-1)).toMatchObject({
      words: ['workshop'],
      denied: [['workshop']],
    });
  });

  it('has none for a text without words', () => {
    expect(clausesOf(' … ')).toEqual([]);
  });
});
