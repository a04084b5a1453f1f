import type { Token } from './types.ts';

/**
 * Whether a number only counts off what stands behind it, at the beginning of a line: "1. First", "(2) Then",
 * "- 3) Last", "## 4 Deposits", "4.7 If your child is ill". Such a number lends no value.
 */
export function isMarker(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^\d{1,3}(?:\.\d{1,2})?$/.test(token.text)) return false;
  const first = lineStart(tokens, at);
  if (first === null) return false;
  const [mark, behind] = [tokens[at + 1], tokens[at + 2]];
  if (mark === undefined) return false;
  if (!mark.spaced && /^[.)]$/.test(mark.text)) return behind?.spaced === true;
  const dotted = token.text.includes('.') || tokens[first]?.text === '#';
  return dotted && mark.kind === 'word' && mark.capital;
}

/** The first token of the line when only marks stand before the number; null otherwise. */
function lineStart(tokens: readonly Token[], at: number): number | null {
  let first = at;
  while (at - first < 8 && tokens[first]?.startsLine !== true) {
    if (!/^[#>*_(-]$/.test(tokens[first - 1]?.text ?? '')) return null;
    first--;
  }
  return tokens[first]?.startsLine === true ? first : null;
}
