import { analyse } from '../../core/analyse.ts';
import { isMarker } from './markers.ts';
import { measuresNamed } from './measures.ts';
import { nameOf, readUnit } from './units.ts';
import type { Label, Ordinal, Token } from './types.ts';

/** Words that name the number behind them. */
const NAMED = new Set(
  `article section clause paragraph para chapter annex appendix schedule part figure fig table version release
  step page line item rule regulation room gate platform level tier zone route bus bay no nr number
  § # art sec cl ch p pp v ver vol volume row column question phase option building floor unit`.split(
    /\s+/,
  ),
);
const ORDINALS = new Map(
  `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
  sixteenth seventeenth eighteenth nineteenth twentieth`
    .split(/\s+/)
    .map((word, i) => [word, i + 1] as const),
);
ORDINALS.set('thirtieth', 30).set('fortieth', 40).set('fiftieth', 50).set('hundredth', 100);
/** "A third party" counts nobody. */
const COUNTS_NOTHING = new Set(['party', 'parties', 'reading', 'world', 'person']);

/** What clings to a number that counts: scales, ordinals, "x", hours, exponents. */
const SUFFIX = /^(?:st|nd|rd|th|x|k|m|mn|mio|bn|am|pm|p|e\d{1,2})$/;

/** The name made of digits that begins at a token; null when the number there counts or measures. */
export function readLabel(tokens: readonly Token[], at: number): Label | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'word') return /\d/.test(token.text) ? labelOf(at, at + 1, token.text) : null;
  if (token.kind !== 'number') return null;
  const versioned = token.values.length === 0;
  const glued = gluedWord(tokens, at);
  if (glued !== null) return labelOf(at, at + 2, token.text + glued);
  const { to, suffix } = readSuffix(tokens, at + 1);
  const counts =
    tokens[at + 1]?.kind === 'word' && measuresNamed(tokens[at + 1]?.text ?? '').length > 0;
  if (versioned || suffix !== '' || (!counts && (isNamed(tokens, at) || isMarker(tokens, at)))) {
    return labelOf(at, to, token.text + suffix);
  }
  return null;
}

/** "2b" and "1990s", but not "30km", "3x", "5k" or "1st". */
function gluedWord(tokens: readonly Token[], at: number): string | null {
  const [token, word] = [tokens[at], tokens[at + 1]];
  if (token === undefined || word?.kind !== 'word' || word.spaced) return null;
  if (word.text === 's' && /^\d{1,3}0$/.test(token.text)) return 's';
  if (measuresNamed(word.text).length > 0) return null;
  return SUFFIX.test(word.text) ? null : word.text;
}

/** "(b)" or "(b)(ii)" behind a number without a space. */
function readSuffix(tokens: readonly Token[], at: number): { to: number; suffix: string } {
  let to = at;
  let suffix = '';
  while (suffix.length < 24) {
    const [open, name, close] = [tokens[to], tokens[to + 1], tokens[to + 2]];
    const joined = open?.text === '(' && !open.spaced && close?.text === ')' && name !== undefined;
    if (!joined || name.text.length > 5) break;
    suffix += `(${name.text})`;
    to += 3;
  }
  return { to, suffix };
}

function isNamed(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const named = before?.text === '.' && !before.spaced ? tokens[at - 2] : before;
  if (named === undefined || tokens[at]?.startsLine) return false;
  const word = named.text.length > 3 ? named.text.replace(/s$/, '') : named.text;
  if (/^(?:no|nr|p|v|cl|ch)$/.test(word))
    return before !== named || (named.capital && named.text !== 'no');
  return NAMED.has(word);
}

/** "3rd", "third", "twenty-first"; null when there is none. "First" and "second" tell little. */
export function readOrdinal(tokens: readonly Token[], at: number): Ordinal | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const behind = tokens[at + 1];
  if (token.kind === 'number' && behind !== undefined) {
    const value = Number(token.text);
    if (!behind.spaced && /^(?:st|nd|rd|th)$/.test(behind.text)) {
      return ordinalOf(tokens, at, at + 2, value);
    }
    const ones = ORDINALS.get(tokens[at + 2]?.text ?? '') ?? 0;
    const tens = value >= 20 && value % 10 === 0 && ones > 0 && ones < 10;
    return tens && behind.text === '-' && !behind.spaced
      ? ordinalOf(tokens, at, at + 3, value + ones)
      : null;
  }
  const value = ORDINALS.get(token.text);
  if (value === undefined || COUNTS_NOTHING.has(behind?.text ?? '')) return null;
  if (behind?.text === '-' && COUNTS_NOTHING.has(tokens[at + 2]?.text ?? '')) return null;
  return ordinalOf(tokens, at, at + 1, value);
}

function ordinalOf(tokens: readonly Token[], from: number, to: number, value: number): Ordinal {
  const behind = tokens[to];
  const noun = behind?.kind === 'word' ? (analyse(behind.text)[0] ?? null) : null;
  const [measure] = readUnit(tokens, to, []).measures;
  const unit = measure === undefined ? null : nameOf(measure);
  return { kind: 'ordinal', from, to, value, noun, unit };
}

function labelOf(from: number, to: number, text: string): Label {
  return { kind: 'label', from, to, text };
}
