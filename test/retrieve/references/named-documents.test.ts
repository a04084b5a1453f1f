import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coreTitle,
  fitsTitle,
  linkedDocuments,
  namesDocument,
} from '../../../src/retrieve/references/named-documents.ts';

const titled = (title: string, documentId = 'legal/other.md') => ({ documentId, title });
const names = (text: string, title: string): boolean =>
  namesDocument(text, 'legal/terms.md', titled(title));

describe('the documents that a text names', () => {
  it('are those it links to, wherever the two stand', () => {
    const text =
      'See [a](other.md#fees), [b](../support/fees%20and%20fines.md) and [c](https://x.example/y.md).';
    expect(linkedDocuments(text, 'legal/terms.md')).toEqual([
      'legal/other.md',
      'support/fees and fines.md',
    ]);
    expect(namesDocument(text, 'legal/terms.md', titled('Unheard of'))).toBe(true);
    expect(namesDocument(text, 'legal/old/terms.md', titled('Unheard of'))).toBe(false);
  });

  it('are those whose title it says, in any case and with any marks', () => {
    expect(names('as the **Late Payment\nOrder 2016** has it', 'Late Payment Order 2016')).toBe(
      true,
    );
    expect(names('as the late payment order 2016 has it', 'Late Payment Order 2016')).toBe(true);
    expect(names('the owner’s manual', "Owner's manual")).toBe(true);
    expect(names('the Late Payment Order of 2016', 'Late Payment Order 2016')).toBe(false);
  });

  it('are those whose file it names', () => {
    const list = titled('Libraries', 'media/member-libraries.csv');
    expect(namesDocument('see `member-libraries.csv`', 'media/a.md', list)).toBe(true);
    expect(namesDocument('see old-member-libraries.csv2', 'media/a.md', list)).toBe(false);
  });

  it('are not those whose title is part of other words', () => {
    expect(names('our Support Policyholders', 'Support Policy')).toBe(false);
    expect(names('the delivery of bikes', 'Delivery')).toBe(false);
    expect(names('the page "Delivery" says', 'Delivery')).toBe(true);
  });

  it('are called by the first part of their title, with its capitals', () => {
    const title = 'Supply Agreement, gauges and buoys';
    expect(names('under the Supply Agreement of May', title)).toBe(true);
    expect(names('under a supply agreement', title)).toBe(false);
    expect(names(`under the ${title}`, title)).toBe(true);
  });

  it('are not those that are named after them', () => {
    expect(names('under the Hosting Agreement', 'Hosting Agreement, Amendment No. 1')).toBe(false);
    expect(coreTitle('Hosting Agreement, Amendment No. 1')).toBe(
      'Hosting Agreement, Amendment No. 1',
    );
    expect(coreTitle('Deed of Variation, Ropery Quay')).toBe('Deed of Variation');
  });

  it('are not those of the same name when the name is a link to another', () => {
    const text = 'It changes [Amendment No. 1](supply/amendment-1.md).';
    const first = (documentId: string) => titled('Amendment No. 1', documentId);
    expect(namesDocument(text, 'legal/a.md', first('legal/supply/amendment-1.md'))).toBe(true);
    expect(namesDocument(text, 'legal/a.md', first('legal/lease/amendment-1.md'))).toBe(false);
  });

  it('are found in no text that cannot be decoded, and without failing', () => {
    expect(linkedDocuments('[a](%zz.md)', 'a/b.md')).toEqual(['a/%zz.md']);
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, title) => {
        expect(namesDocument(one, 'a/b.md', { documentId: 'a/c.md', title })).toBeTypeOf('boolean');
      }),
    );
  });
});

describe('a short name', () => {
  it('fits the document that it abbreviates, and not an amendment to it', () => {
    expect(fitsTitle('the Agreement', titled('Supply Agreement, gauges and buoys'))).toBe(true);
    expect(fitsTitle('Agreement', titled('Amendment No. 1 to the Supply Agreement'))).toBe(false);
    expect(fitsTitle('Amendment No. 1', titled('Amendment No. 1 to the Supply Agreement'))).toBe(
      true,
    );
    expect(fitsTitle('Amendment No. 2', titled('Amendment No. 1 to the Supply Agreement'))).toBe(
      false,
    );
    expect(fitsTitle('Data Processing Agreement', titled('Hosting Agreement'))).toBe(false);
    expect(fitsTitle('the', titled('The Terms'))).toBe(false);
  });
});
