import type { PDFPageProxy } from 'pdfjs-dist';

/** A piece of a line that stands apart from the one before it, as the cells of a table do. */
export interface Cell {
  /** Left and right edge, in points from the left of the page. */
  readonly x: number;
  readonly right: number;
  readonly text: string;
}

/** Words on one baseline, in the order in which the page draws them. */
export interface Line extends Cell {
  readonly page: number;
  /** Baseline, in points from the top of the page. */
  readonly y: number;
  readonly pageHeight: number;
  /** Height of most of its letters, in points. */
  readonly size: number;
  /** Font of most of its letters; an id that holds for the whole document. */
  readonly font: string;
  /** At least one; `text` is all of them. */
  readonly cells: readonly Cell[];
  /** It runs upwards or downwards, as axis labels and stamps do. */
  readonly turned: boolean;
}

/** A run of letters as pdf.js gives it, on a page whose y runs down. */
interface Run {
  readonly text: string;
  readonly font: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly turned: boolean;
  /** pdf.js saw the line end behind it. */
  readonly endsLine: boolean;
}

/** A wider gap within a line parts two cells, in letter heights; justified lines rarely have such. */
const CELL_GAP = 1;
/** A run that lies this much above or below, in letter heights, is on another line; indices are not. */
const LINE_SHIFT = 0.6;
/** A run that begins so far to the left of where the line has come, in letter heights, starts anew. */
const JUMP_BACK = 1;
const RIGHT_ANGLE = Math.PI / 2;

/** The lines of a page, in the order in which it draws them. Text of forms comes after the rest. */
export async function readLines(page: PDFPageProxy): Promise<Line[]> {
  const { height } = page.getViewport({ scale: 1 });
  const runs = [...(await drawnRuns(page)), ...(await fieldRuns(page))];
  return groupRuns(runs).map((line) => toLine(line, page.pageNumber, height));
}

async function drawnRuns(page: PDFPageProxy): Promise<Run[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item): Run[] => {
    if (!('str' in item)) return [];
    const [a, b, c, d, e, f] = item.transform as [number, number, number, number, number, number];
    const [x, y] = viewport.convertToViewportPoint(e, f) as [number, number];
    const angle = Math.atan2(b, a) + (viewport.rotation * Math.PI) / 180;
    return [
      {
        text: item.str,
        font: item.fontName,
        x,
        y,
        right: x + item.width,
        size: Math.hypot(c, d) || item.height,
        turned: Math.abs(Math.sin(angle)) > Math.sin(RIGHT_ANGLE / 4),
        endsLine: item.hasEOL,
      },
    ];
  });
}

/** What was filled into a form, or written onto the page as a note: pdf.js keeps it apart from the text. */
async function fieldRuns(page: PDFPageProxy): Promise<Run[]> {
  const viewport = page.getViewport({ scale: 1 });
  const annotations = (await page.getAnnotations()) as Annotation[];
  return annotations.flatMap((annotation): Run[] => {
    const text = annotation.hidden === true ? '' : fieldText(annotation);
    if (text === '') return [];
    const [x1, y1, x2, y2] = viewport.convertToViewportRectangle(annotation.rect) as number[];
    const edges = [x1 ?? 0, x2 ?? 0];
    const y = Math.max(y1 ?? 0, y2 ?? 0);
    const place = { x: Math.min(...edges), right: Math.max(...edges), y, size: FIELD_TEXT_SIZE };
    return [{ text, font: 'field', ...place, turned: false, endsLine: true }];
  });
}

/** What pdf.js tells of an annotation, as far as it is read here. */
interface Annotation {
  readonly rect: number[];
  readonly hidden?: boolean;
  /** Of a form's field: text, choice, button or signature. */
  readonly fieldType?: 'Tx' | 'Ch' | 'Btn' | 'Sig';
  readonly fieldValue?: unknown;
  readonly textContent?: readonly string[];
  /** What a choice offers: the value in the file, and as it is shown. */
  readonly options?: readonly { readonly exportValue: string; readonly displayValue: string }[];
}

/** The size of text in a field is not told; most is as large as a form's print. */
const FIELD_TEXT_SIZE = 10;

function fieldText({ fieldType, fieldValue, textContent, options }: Annotation): string {
  const shown = (textContent ?? []).join(' ').trim();
  // The value of a button is a name in the file ("Off"), not something that is read on the page.
  if (shown !== '' || (fieldType !== 'Tx' && fieldType !== 'Ch')) return shown;
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shownAs = new Map(options?.map((option) => [option.exportValue, option.displayValue]));
  return values
    .filter((value) => typeof value === 'string')
    .map((value) => shownAs.get(value) ?? value)
    .join(', ')
    .trim();
}

function groupRuns(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [];
  let open: Run[] = [];
  for (const run of runs) {
    if (open.length > 0 && !continues(open, run)) {
      lines.push(open);
      open = [];
    }
    if (run.text !== '' || open.length > 0) open.push(run);
    if (!run.endsLine) continue;
    lines.push(open);
    open = [];
  }
  return [...lines, open].filter((line) => line.some(({ text }) => text.trim() !== ''));
}

function continues(line: readonly Run[], run: Run): boolean {
  const last = line.findLast(({ text }) => text.trim() !== '') ?? line.at(-1);
  if (last === undefined || run.text.trim() === '') return true;
  if (run.turned !== last.turned) return false;
  if (run.turned) return true;
  const height = Math.max(run.size, last.size);
  return (
    Math.abs(run.y - last.y) <= height * LINE_SHIFT && run.x >= last.right - height * JUMP_BACK
  );
}

function toLine(runs: readonly Run[], page: number, pageHeight: number): Line {
  const words = runs.filter(({ text }) => text.trim() !== '');
  const main = mainRun(words);
  const cells = cellsOf(runs);
  return {
    page,
    pageHeight,
    x: Math.min(...words.map(({ x }) => x)),
    right: Math.max(...words.map(({ right }) => right)),
    y: main.y,
    size: main.size,
    font: main.font,
    turned: main.turned,
    cells,
    text: cells.map(({ text }) => text).join(' '),
  };
}

/** Of the font and size that most letters of the line have. */
function mainRun(words: readonly Run[]): Run {
  const letters = new Map<string, number>();
  const key = ({ font, size }: Run): string => `${size.toFixed(1)} ${font}`;
  for (const run of words) letters.set(key(run), (letters.get(key(run)) ?? 0) + run.text.length);
  return words.reduce((best, run) =>
    (letters.get(key(run)) ?? 0) > (letters.get(key(best)) ?? 0) ? run : best,
  );
}

function cellsOf(runs: readonly Run[]): Cell[] {
  const cells: Cell[] = [];
  for (const run of runs) {
    const cell = cells.at(-1);
    const blank = run.text.trim() === '';
    if (cell !== undefined && blank) {
      cells[cells.length - 1] = { ...cell, text: `${cell.text} ` };
    } else if (cell !== undefined && (run.turned || run.x - cell.right <= run.size * CELL_GAP)) {
      cells[cells.length - 1] = { ...cell, text: cell.text + run.text, right: run.right };
    } else if (!blank) {
      cells.push({ x: run.x, right: run.right, text: run.text });
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() }));
}
