import { posix } from 'node:path';
import { contentTerms, fold } from '../../core/analyse.ts';

/** A document as it is known by name. */
export interface NamedDocument {
  readonly documentId: string;
  readonly title: string;
}

const LINK = /\]\(([^()\s#]+)(?:#[^()\s]*)?\)/g;
/** A link to another document with its words, which name that one and no other. */
const WHOLE_LINK = /\[[^\][]{0,200}\]\((?![a-z]+:)[^()\s]+\)/gi;
/** What tells a document that changes others from those that it is named after. */
export const AMENDING_TITLE =
  /\b(?:amend(?:ment|ments|ing|s|ed)?|variation|varying|addendum|supplement\w*|extension|side letter|notice|bulletin|resolution|corrigendum)\b/i;

/**
 * Whether a text names a document: links to it, says its title or, beside it, the name of its file. A title
 * of one word names it only between quote marks, since it is mostly just a word.
 * @param from the document that the text stands in, which links are relative to
 */
export function namesDocument(text: string, from: string, document: NamedDocument): boolean {
  if (linkedDocuments(text, from).includes(document.documentId)) return true;
  const unlinked = text.replace(WHOLE_LINK, ' ');
  const words = plain(unlinked);
  const { dir, base, ext } = posix.parse(document.documentId);
  const isBeside = dir === posix.dirname(from) && ext !== '';
  if (isBeside && holds(words, base.toLowerCase())) return true;
  const whole = plain(document.title).trim();
  if (whole.includes(' ') && holds(words, whole)) return true;
  const title = coreTitle(document.title);
  if (title === '') return false;
  if (!title.includes(' ')) return words.includes(`"${plain(title)}"`);
  // The short form of a title is a name when it stands with its capitals: "desk hours" is none.
  return holds(unmarked(unlinked), unmarked(title));
}

/** Whether a text holds words whole: the "support policy" is not in "software support policyholders". */
function holds(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + words.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Ids of the documents that a Markdown text links to, in order. */
export function linkedDocuments(text: string, from: string): string[] {
  return [...text.matchAll(LINK)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/i.test(target)) return [];
    return [posix.join(posix.dirname(from), decoded(target))];
  });
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/**
 * What people call a document: "Supply Agreement, gauges and buoys" is the supply agreement, and "Hosting
 * Agreement, Amendment No. 1" is not the hosting agreement.
 */
export function coreTitle(title: string): string {
  const [, core = title, rest = ''] = /^(.*?)\s*[,:(–—](.*)$/s.exec(title) ?? [];
  return (AMENDING_TITLE.test(rest) && !AMENDING_TITLE.test(core) ? title : core).trim();
}

/** Whether a short name fits a document: "the Agreement" its "Supply Agreement", but not an amendment to it. */
export function fitsTitle(name: string, { title }: NamedDocument): boolean {
  const core = coreTitle(title);
  const own = AMENDING_TITLE.test(core) ? core.replace(/\s+(?:to|of)\s.*$/s, '') : core;
  const terms = contentTerms(name);
  const held = new Set(contentTerms(own));
  return terms.length > 0 && terms.every((term) => held.has(term));
}

/** A text as names are compared: folded, without marks, one kind of quote mark. */
export function plain(text: string): string {
  return fold(unmarked(text));
}

function unmarked(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[*_]/g, '')
    .replace(/\s+/g, ' ');
}
