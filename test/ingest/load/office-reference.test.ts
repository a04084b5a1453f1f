import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docxLoader } from '../../../ingest/load/docx.ts';
import { pptxLoader } from '../../../ingest/load/pptx.ts';
import { rtfLoader } from '../../../ingest/load/rtf.ts';
import type { Loader } from '../../../ingest/load/types.ts';
import { xlsxLoader } from '../../../ingest/load/xlsx.ts';
import { asFootnoteError } from '../../../src/core/errors.ts';
import { loadWith } from '../../helpers/office.ts';

const DOCUMENTS = resolve(import.meta.dirname, '../../../../shared/data/documents');
const here = existsSync(DOCUMENTS);
const LOADERS = [docxLoader, xlsxLoader, pptxLoader, rtfLoader];

/** What is in each file, as Office shows it: words that must be found, or why there are none. */
const EXPECTED: Readonly<Record<string, string>> = {
  'endnotes.docx': 'Ouch[^1].[^2]\n\n[^1] A tachyon walks into a bar.\n\n[^2] Fin.',
  'external-picture.docx': 'NO_TEXT',
  'footnote-hyperlink.docx': '[^1]\n\n[^1] Example',
  'simple-list.docx': '- Apple\n- Banana',
  'strict-format.docx': 'Test',
  'text-box.docx': 'Datum plane',
  'tiny-picture.docx': 'NO_TEXT',
  'underline.docx': 'The Sunset Tree',
  'doc-word-default-blank.docx': 'NO_TEXT',
  'num-having-numbering-part.docx': '1. Paragraph having List Number style.',
  'par-rendered-page-breaks.docx': 'No page breaks\n\nPage break here>><<followed by more text.',
  'sty-having-no-styles-part.docx': 'NO_TEXT',
  'sty-having-styles-part.docx': 'NO_TEXT',
  'tab-stops.docx': 'Default tab stops\n\nAssigned Left center right',
  '23af10_test_recursive_embedded.docx': 'embed_0',
  'headerPic.docx': 'NO_TEXT',
  'testBinControlWord.rtf': 'CORRUPT_DOCUMENT',
  'testComment.pptx': 'Here is some text',
  'testEXCEL_headers_footers.xlsx': '| Name | Address |\n| John Smith1 | 1 Corporate HQ |',
  'testFontAfterBufferedText.rtf': 'Уважаемый клиент!',
  'testMSChart-govdocs-428996.xlsx': 'NO_TEXT',
  'testPPT_masterText2.pptx': 'NO_TEXT',
  'testRTFUmlautSpaces.rtf': 'Übersicht',
  'testWORD_macros.docm': 'The quick brown fox.',
  'testWORD_protected_passtika.docx': 'ENCRYPTED',
  'encrypted_no_password.xls': 'ENCRYPTED',
  'excel_properties.xls': '1 Jan 2014',
  'loffice-4.4.1.2.ods': '| Name | Age | When |\n| Bob | 20 | 10/10/10 |',
  'multilineods.ods': 'Sheet1\n\n1\n2\n3\n4',
  'simple.xlsx': '| date | temperature | place |\n| 2011-01-01 | 1 | Galway |',
  'span_rich.xls': '| j | MERGE |  | e |\n| k | MERGE |  | d |',
  'unicode_sheet_name.xls': 'mês',
};

function loaderOf(file: string): Loader | undefined {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  return LOADERS.find(({ extensions }) => extensions.includes(extension));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(DOCUMENTS, folder)).map((name) => join(DOCUMENTS, folder, name));
}

describe.skipIf(!here)(
  `Office files of other projects${here ? '' : ` (skipped: there is no ${DOCUMENTS})`}`,
  () => {
    it('hold what Office shows, or are refused with a code that fits', async () => {
      const folders = ['mammoth', 'python_docx', 'tika'].map((project) => join('office', project));
      const files = [...folders, 'csv/messytables_horror'].flatMap(filesIn);
      const answers: Record<string, string> = {};
      for (const path of files) {
        const loader = loaderOf(path);
        const name = path.slice(path.lastIndexOf('/') + 1);
        if (loader === undefined) continue;
        const expected = EXPECTED[name] ?? '';
        const found = await loadWith(loader, readFileSync(path)).then(
          ({ text }) => (text.includes(expected) ? expected : text),
          (error: unknown) => asFootnoteError(error).code,
        );
        answers[name] = found;
      }
      expect(answers).toEqual(EXPECTED);
    });
  },
);
