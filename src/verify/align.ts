import { contentTerms } from '../core/analyse.ts';
import type { Span } from '../core/model.ts';

/*
 * Where a quote stands in its source: exactly, or equal but for white space, Unicode form, quote marks and
 * dashes. Never by similarity: a quote of "90 days" does not stand where the source says "30 days", and a
 * quote of "30 days" not where it says "130 days".
 */

interface Normalised {
  readonly text: string;
  /** For each code unit of `text`, where the characters it came from begin and end in the source. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A run of white space, or a character with the marks and the syllable's letters that combine with it. */
const CLUSTERS = /\s+|[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;
/** Superscripts, fractions, circled numbers: their plain digits are another value. */
const OTHER_NUMBER = /^\p{No}/u;
const QUOTE_MARKS = /[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g;
const DOUBLE_MARKS = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Also what only turns the direction of writing. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Two characters within one word, of a script that puts space between words. */
const WITHIN_WORD =
  /^(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])[\p{L}\p{N}\p{M}]){2}$/u;
/** A mark within a number or a contraction: "you can" does not stand in "you can't". */
const WITHIN_MARKED = /^(?:\p{Nd}[.,]\p{Nd}|\p{L}['’]\p{L})$/u;

/** A quote that is much longer than what it is looked for in is not read to its end. */
const SLACK = 200;

/**
 * Whether a quote says enough to support anything: letters and digits of its content words, in bytes of
 * UTF-8, so that a Chinese character counts for the word that it is. "The" or "a 5" stand in any passage.
 */
export function carriesEnough(quote: string, minBytes: number): boolean {
  return Buffer.byteLength(contentTerms(quote).join('')) >= minBytes;
}

/**
 * The span of `within` that holds the quote; the one that begins at `start` if it does, else the first
 * that cuts no word or number. null when it stands nowhere, or is blank.
 */
export function alignQuote(
  quote: string,
  text: string,
  within: Span,
  start: number | null,
): Span | null {
  if (quote.length > 2 * (within.end - within.start) + SLACK) return null;
  if (quote.replace(INVISIBLE, '').trim() === '') return null;
  if (start !== null && start >= within.start && text.startsWith(quote, start)) {
    const end = start + quote.length;
    if (end <= within.end) return { start, end };
  }
  const passage = text.slice(within.start, within.end);
  for (const at of placesOf(quote, passage)) {
    const span = { start: within.start + at, end: within.start + at + quote.length };
    if (cutsNothing(text, span)) return span;
  }
  const wanted = normalise(quote).text.trim();
  return wanted === '' ? null : alignNormalised(wanted, text, within);
}

function alignNormalised(wanted: string, text: string, within: Span): Span | null {
  const source = normalise(text.slice(within.start, within.end));
  for (const at of placesOf(wanted, source.text)) {
    const last = at + wanted.length - 1;
    // A character that was spelt out ("ﬁ" as "fi") is quoted whole or not at all.
    if (source.starts[at] === source.starts[at - 1]) continue;
    if (source.starts[last] === source.starts[last + 1]) continue;
    const start = within.start + (source.starts[at] ?? 0);
    const end = within.start + (source.ends[last] ?? 0);
    if (cutsNothing(text, { start, end })) return { start, end };
  }
  return null;
}

function* placesOf(wanted: string, text: string): Generator<number> {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at;
}

/** Whether a span begins and ends between words, not within one. */
function cutsNothing(text: string, { start, end }: Span): boolean {
  return !isWithin(text, start) && !isWithin(text, end);
}

function isWithin(text: string, offset: number): boolean {
  // What cannot be seen parts no word: "30" does not stand in "30\u200b0".
  const before = [...text.slice(Math.max(0, offset - 16), offset).replace(INVISIBLE, '')];
  const after = [...text.slice(offset, offset + 16).replace(INVISIBLE, '')];
  const pair = (before.at(-1) ?? '') + (after[0] ?? '');
  if (WITHIN_WORD.test(pair)) return true;
  const marked = [
    [...before.slice(-2), ...after.slice(0, 1)],
    [...before.slice(-1), ...after.slice(0, 2)],
  ];
  return marked.some((three) => WITHIN_MARKED.test(three.join('')));
}

function normalise(text: string): Normalised {
  let normalised = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    const form = normaliseCluster(cluster);
    // White space on both sides of something invisible is one space.
    if (form === ' ' && normalised.endsWith(' ')) continue;
    for (let i = 0; i < form.length; i++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
    normalised += form;
  }
  return { text: normalised, starts, ends };
}

function normaliseCluster(cluster: string): string {
  if (/^\s/.test(cluster)) return ' ';
  const compatible = cluster.normalize('NFKC');
  // A lone accent would come out as a space with a mark.
  const sameValue = !OTHER_NUMBER.test(cluster) && !compatible.includes(' ');
  return (sameValue ? compatible : cluster.normalize('NFC'))
    .replace(INVISIBLE, '')
    .replace(QUOTE_MARKS, "'")
    .replace(DOUBLE_MARKS, '"')
    .replace(DASHES, '-');
}
