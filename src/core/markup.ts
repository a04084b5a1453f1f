import type { Metadata } from './model.ts';

/** In this order: what an earlier one leaves, a later one may take. */
const INLINE: readonly (readonly [RegExp, string])[] = [
  [/<!--[^]*?-->/g, ''],
  [/!\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1'],
  [/\[([^[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/g, '$1'],
  [/\[\^[\w-]{1,40}\]/g, ''],
  [/\[([^[\]]+)\]\[[^[\]]*\]/g, '$1'],
  [/<((?:https?:|mailto:)[^<>\s]*)>/g, '$1'],
  [/<\/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?\/?>/g, ''],
  [/(\*\*|__)(?=\S)([^*_]*[^\s*_])\1/g, '$2'],
  [/(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)/g, '$1'],
  [/(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])/g, '$1'],
  [/(\*\*|__)(?=\S)([^*]*[^\s*])\1/g, '$2'],
  [/~~(?=\S)([^~]*[^\s~])~~/g, '$1'],
  // Bold that began or ended in another sentence leaves one of its marks behind.
  [
    /(?<=^|\s)\*{2,3}(?=\S)|(?<=\S)\*{2,3}(?=[.,;:!?)]*(?:\s|$))|(?<=[.!?:;])\*{2,3}(?=\p{L})/gu,
    '',
  ],
  [/\\(?=\r?\n|\r)/g, ''],
];

const CODE_SPAN = /(?<!`)(`+)(?!`)([^]*?[^`])\1(?!`)/g;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
]);
const LINE_PREFIX = /(^|\r\n|\n|\r)[ \t]*(?:>[ \t]?)+/g;
/** Stands for escaped characters while marks are taken out; private use, so that nothing else matches it. */
const SHIELD_BASE = 0xe000;
const SHIELDED = /[\ue000-\ue07f]/g;

/**
 * Words as a person reads them: Markdown's emphasis, code marks, links (their text stays), images (their
 * alternative text stays), HTML tags, quote marks at line starts and escapes are taken out, white space is
 * collapsed to single spaces. What is no well-formed mark stays as it is.
 */
export function stripInlineMarkup(markdown: string): string {
  if (!/[\\`*_[\]<>&~\r\n]| {2}|\s$|^\s/.test(markdown)) return markdown;
  // A private character of the text itself would come out as something else: such text keeps its escapes.
  const shields = markdown.search(SHIELDED) < 0;
  const shield = (text: string): string =>
    text.replace(/[!-/:-@[-`{-~]/g, (mark) =>
      String.fromCharCode(SHIELD_BASE + mark.charCodeAt(0)),
    );
  let text = markdown.replace(LINE_PREFIX, '$1');
  if (shields) {
    text = text.replace(CODE_SPAN, (_, __, code: string) => shield(code.trim()));
    text = text.replace(ESCAPE, (_, mark: string) => shield(mark));
  }
  for (const [mark, kept] of INLINE) text = text.replace(mark, kept);
  text = text.replace(
    /&(?:amp|lt|gt|quot|apos|nbsp|#39);/g,
    (entity) => ENTITIES.get(entity) ?? entity,
  );
  if (shields) {
    text = text.replace(SHIELDED, (shielded) =>
      String.fromCharCode(shielded.charCodeAt(0) - SHIELD_BASE),
    );
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** The cells of a line of a Markdown table, trimmed, their marks kept; `\|` is a bar within a cell. */
export function tableCells(line: string): string[] {
  const bare = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/**
 * A table row as a sentence reads: `Model: Mallow; Price: 99 EUR`. Empty cells are left out; a cell
 * without a header word stands alone.
 */
export function renderRow(columns: readonly string[], row: string): string {
  return renderFields(
    tableCells(row).map((cell, index) => [columns[index] ?? '', stripInlineMarkup(cell)] as const),
  );
}

/** `field: value; field: value`, fields without a value left out. */
export function renderFields(fields: readonly (readonly [string, string])[]): string {
  return fields
    .filter(([, value]) => value !== '')
    .map(([field, value]) => (field === '' ? value : `${field}: ${value}`))
    .join('; ');
}

/** A record's fields as `field: value; …`; lists are joined by commas. */
export function renderRecord(fields: Metadata): string {
  return renderFields(Object.entries(fields).map(([field, value]) => [field, renderValue(value)]));
}

/** A field's value as text; null is empty. */
export function renderValue(value: Metadata[string]): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
