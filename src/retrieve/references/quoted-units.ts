import type { PlacedPassage } from '../../store/types.ts';
import { AMENDING_TITLE } from './named-documents.ts';

/* Text that a document puts into another: the clause that an amendment announces, and then quotes. */

/** A quote that begins with a number is text for another document: `"14.2 Subject to clause 14.1 …"`. */
const NUMBERED = /^["“][*_]*(?:\(?[A-Z]?\d|\([a-z]{1,3}\)|(?:article|clause|section)\s)/i;
/** A defined term stands between quote marks too. */
const DEFINED = /^["“][^"”]{1,80}["”][*_]*,?\s+(?:means|is|are|has|includes)\b/;
const CLOSES = /["”][).;]*\s*$/;

/** How much of a unit's beginning and end tells, in UTF-16 code units. */
const HEAD = 120;
const TAIL = 8;

/** Of each unit of a passage whether it is text for another document. */
export function quotedUnits({ revisionText, units, title }: PlacedPassage): boolean[] {
  const putsRows = AMENDING_TITLE.test(title);
  let open = false;
  let announced = false;
  let before = 0;
  let inBlockQuote = false;
  return units.map(({ kind, start, end }, i) => {
    const head = revisionText.slice(start, Math.min(end, start + HEAD));
    const tail = revisionText.slice(Math.max(start, end - TAIL), end);
    const opens = NUMBERED.test(head) || (announced && /^["“]/.test(head) && !DEFINED.test(head));
    // Units of one line are in the same quote; looking for its start each time would take long.
    if (i === 0 || revisionText.slice(before, start).includes('\n'))
      inBlockQuote = isInBlockQuote(revisionText, start);
    // The rows that an amendment announces are rows of the table that it changes.
    const isRowPut = putsRows && kind === 'row' && announced;
    const isQuoted = open || opens || inBlockQuote || head.startsWith('>') || isRowPut;
    before = start;
    open = (open || opens) && !CLOSES.test(tail);
    announced = tail.endsWith(':') || isRowPut;
    return isQuoted && kind !== 'heading';
  });
}

/** Whether the line that holds an offset begins with Markdown's mark of a quote. */
function isInBlockQuote(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^\s{0,3}>/.test(text.slice(lineStart, lineStart + 4));
}
