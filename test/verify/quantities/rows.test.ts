import { expect, it } from 'vitest';
import { cellsWithColumns } from '../../../src/verify/quantities/rows.ts';

it('puts the column before each cell of a row and leaves other words as they are', () => {
  expect(cellsWithColumns('Tyres:\n| Reed | 3 bar |\n| short |', ['Model', 'Front'])).toBe(
    'Tyres:\n| Model: Reed | Front: 3 bar |\n| short |',
  );
  expect(cellsWithColumns('| Reed | 3 bar |', [])).toBe('| Reed | 3 bar |');
});
