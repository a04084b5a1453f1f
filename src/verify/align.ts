import type { Span } from '../core/model.ts';

/*
 * Where a quote stands in its source: exactly, or equal but for white space, Unicode form, quote marks and
 * dashes. Never by similarity: a quote of "90 days" does not stand where the source says "30 days".
 */

interface Normalised {
  readonly text: string;
  /** For each code unit of `text`, where the characters it came from begin and end in the source. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A character with the marks that combine with it, or a run of white space. */
const CLUSTERS = /\s+|\P{M}\p{M}*|\p{M}+/gsu;
const QUOTE_MARKS = /[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g;
const DOUBLE_MARKS = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * The span of `within` that holds the quote; the one that begins at `start` if it does, else the first.
 * null when it stands nowhere, or is blank.
 */
export function alignQuote(
  quote: string,
  text: string,
  within: Span,
  start: number | null,
): Span | null {
  if (quote.trim() === '') return null;
  if (start !== null && start >= within.start && text.startsWith(quote, start)) {
    const end = start + quote.length;
    if (end <= within.end) return { start, end };
  }
  const passage = text.slice(within.start, within.end);
  const exact = passage.indexOf(quote);
  if (exact >= 0) {
    return { start: within.start + exact, end: within.start + exact + quote.length };
  }
  return alignNormalised(quote, passage, within.start);
}

function alignNormalised(quote: string, passage: string, offset: number): Span | null {
  const wanted = normalise(quote).text.trim();
  if (wanted === '') return null;
  const source = normalise(passage);
  const at = source.text.indexOf(wanted);
  if (at < 0) return null;
  const start = source.starts[at] ?? 0;
  const end = source.ends[at + wanted.length - 1] ?? start;
  return { start: offset + start, end: offset + end };
}

function normalise(text: string): Normalised {
  let normalised = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    const form = normaliseCluster(cluster);
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
  return cluster
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(QUOTE_MARKS, "'")
    .replace(DOUBLE_MARKS, '"')
    .replace(DASHES, '-');
}
