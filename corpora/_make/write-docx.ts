import { Document, Packer } from 'docx';
import {
  footOf,
  footnoteParagraph,
  headOf,
  NUMBERED,
  numbering,
  toElements,
} from './docx-elements.ts';
import { pinDates } from './pinned-zip.ts';
import type { Source } from './source.ts';

/** A Word document with real headings, lists, tables and footnotes. The same source gives the same bytes. */
export async function writeDocx(source: Source): Promise<Uint8Array> {
  const ids = new Map(Array.from(source.footnotes.keys(), (label, index) => [label, index + 1]));
  const footnotes = Object.fromEntries(
    Array.from(source.footnotes, ([label, runs]) => {
      return [String(ids.get(label)), { children: [footnoteParagraph(runs)] }];
    }),
  );
  const document = new Document({
    title: source.title,
    creator: 'Quillon',
    lastModifiedBy: 'Quillon',
    description: source.version,
    numbering: { config: [{ reference: NUMBERED, levels: numbering }] },
    footnotes,
    sections: [
      {
        headers: { default: headOf(source) },
        footers: { default: footOf(source) },
        children: toElements(source.blocks, ids),
      },
    ],
  });
  return pinDates(await Packer.toBuffer(document), source.date);
}
