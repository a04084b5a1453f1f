import type { Line } from './lines.ts';

/** How a document is set, which tells its headings from its body. */
export interface Style {
  /** Letter height of most of the text, in points. */
  readonly bodySize: number;
  readonly bodyFont: string;
  /** From one baseline to the next within a paragraph, in letter heights. */
  readonly leading: number;
  /** Letter heights of headings, the largest first. */
  readonly headingSizes: readonly number[];
}

/** A heading is this much larger than the body. */
const LARGER = 1.1;
const DEFAULT_LEADING = 1.2;
const MAX_LEADING = 2.2;
/** No more levels are told apart by size. */
const MAX_LEVELS = 5;

export function styleOf(lines: readonly Line[]): Style {
  const upright = lines.filter(({ turned }) => !turned);
  const bodySize = Number(mostOf(upright, ({ size }) => roundSize(size).toString()) ?? 10);
  const body = upright.filter(({ size }) => roundSize(size) === bodySize);
  const larger = new Set(
    upright.map(({ size }) => roundSize(size)).filter((size) => size >= bodySize * LARGER),
  );
  return {
    bodySize,
    bodyFont: mostOf(body, ({ font }) => font) ?? '',
    leading: leadingOf(body),
    headingSizes: [...larger].sort((a, b) => b - a).slice(0, MAX_LEVELS),
  };
}

/** To half points: the same type comes out a little different from line to line. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2;
}

/** The value that most letters have. */
function mostOf(lines: readonly Line[], key: (line: Line) => string): string | undefined {
  const letters = new Map<string, number>();
  for (const line of lines)
    letters.set(key(line), (letters.get(key(line)) ?? 0) + line.text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function leadingOf(body: readonly Line[]): number {
  const gaps = body
    .slice(1)
    .map((line, index) => (line.y - (body[index]?.y ?? 0)) / line.size)
    .filter((gap) => gap > 0.8 && gap < MAX_LEADING)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.4)] ?? DEFAULT_LEADING;
}
