/** A4 in points, and where the text stands on it. */
export const PAGE = { width: 595.28, height: 841.89, left: 68, right: 68, top: 92, bottom: 84 };

const GUTTER = 22;

/** Where the next line goes. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Fills columns from top to bottom, then the next column, then the next page. */
export interface PageFlow {
  place(): Place;
  /** Goes on to the next column or page when less than this is left. */
  need(height: number): void;
  /** Moves down. Space at the top of a column is left out. */
  advance(height: number, kind: 'text' | 'gap'): void;
  /** From here on there are so many columns, beginning at this height of the page. */
  columns(count: number): void;
  /** Goes on to the next column, or page after the last. */
  next(): void;
}

const bottom = PAGE.height - PAGE.bottom;
const fullWidth = PAGE.width - PAGE.left - PAGE.right;

/** @param openPage is called for each page before anything is placed on it */
export function createPageFlow(openPage: () => void): PageFlow {
  let count = 1;
  let column = 0;
  let columnTop = PAGE.top;
  let deepest = PAGE.top;
  let y = PAGE.top;
  openPage();

  const page = (): void => {
    openPage();
    column = 0;
    y = columnTop = deepest = PAGE.top;
  };
  const next = (): void => {
    if (column + 1 >= count) return page();
    column++;
    y = columnTop;
  };
  const width = (): number => (fullWidth - GUTTER * (count - 1)) / count;

  return {
    place: () => ({ x: PAGE.left + column * (width() + GUTTER), y, width: width() }),
    need(height) {
      if (y + height > bottom && y > columnTop) next();
    },
    advance(height, kind) {
      if (kind === 'gap' && y === columnTop) return;
      y += height;
      deepest = Math.max(deepest, y);
    },
    columns(wanted) {
      y = columnTop = deepest;
      count = wanted;
      column = 0;
    },
    next,
  };
}
