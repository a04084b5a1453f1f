import { describe, expect, it } from 'vitest';
import { startsWithHeader } from '../../../ingest/load/tables/header.ts';

describe('startsWithHeader', () => {
  it.each([
    [
      'words above quantities',
      [
        ['Zone', 'Weight', 'Price'],
        ['A', '2 kg', '€ 4.90'],
        ['B', '5 kg', '€ 6.90'],
      ],
    ],
    [
      'words above amounts of one unit',
      [
        ['Zone', 'Postage'],
        ['A', '4.90'],
        ['B', '6.90'],
      ],
    ],
    [
      'names above texts',
      [
        ['Question', 'Answer'],
        ['Can I return it?', 'Yes, within 30 days.'],
      ],
    ],
    [
      'short names above long texts',
      [
        ['Begriff', 'Bedeutung'],
        ['Retoure', 'Eine Ware, die der Kunde an den Händler zurückgibt.'],
      ],
    ],
    [
      'three columns of words',
      [
        ['Rolle', 'Ort', 'Sprache'],
        ['Leitung', 'Bonn', 'Deutsch'],
        ['Lager', 'Lyon', 'Französisch'],
      ],
    ],
    [
      'years above amounts',
      [
        ['', '2023', '2024'],
        ['Sales', '1,200', '1,500'],
        ['Costs', '900', '950'],
      ],
    ],
    [
      'words that columns are named with',
      [
        ['First name', 'Phone number'],
        ['Ann', 'none yet'],
      ],
    ],
  ])('sees %s', (_, rows) => {
    expect(startsWithHeader(rows)).toBe(true);
  });

  it.each([
    [
      'names with their values',
      [
        ['Model', 'A3'],
        ['Weight', '21 kg'],
        ['Height', '30 cm'],
      ],
    ],
    [
      'words beside words',
      [
        ['Name', 'Anna Berg'],
        ['City', 'Bonn'],
      ],
    ],
    [
      'quantities at the top',
      [
        ['A', '12 EUR'],
        ['B', '15 EUR'],
        ['C', '19 EUR'],
      ],
    ],
    [
      'years above years',
      [
        ['Name', '2023'],
        ['Founded', '1999'],
        ['Closed', '2020'],
      ],
    ],
    [
      'a name that stands twice',
      [
        ['Name', 'Name', 'Price'],
        ['a', 'b', '3'],
        ['c', 'd', '4'],
      ],
    ],
    [
      'a row that is half empty',
      [
        ['Zone', '', '', 'Price'],
        ['a', 'b', 'c', '4'],
      ],
    ],
    ['a single row', [['Zone', 'Price']]],
    ['a single column', [['Name'], ['Ann'], ['Ben']]],
    ['nothing', []],
  ])('takes for a row like the others: %s', (_, rows) => {
    expect(startsWithHeader(rows)).toBe(false);
  });
});
