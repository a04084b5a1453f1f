/** What a group holds: text, a note to it, a list's marker, a table of the document, a property, or nothing. */
export type Destination =
  'text' | 'note' | 'marker' | 'fonts' | 'styles' | 'style' | 'properties' | Property | 'skipped';

/** Properties of the document, by the word that begins their group. */
export type Property = 'title' | 'author' | 'creatim' | 'revtim';

const NAMED: ReadonlyMap<string, Destination> = new Map([
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['info', 'properties'],
  ['footnote', 'note'],
  ['listtext', 'marker'],
  ['pntext', 'marker'],
]);
const PROPERTIES: ReadonlySet<string> = new Set(['title', 'author', 'creatim', 'revtim']);

/**
 * Groups that hold none of the text: tables of the document, pictures, headers and footers, comments,
 * instructions of fields, marks for an index.
 */
const SKIPPED: ReadonlySet<string> = new Set([
  'colortbl',
  'filetbl',
  'listtable',
  'listoverridetable',
  'revtbl',
  'pict',
  'nonshppict',
  'nonesttables',
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
  'annotation',
  'atnid',
  'atnauthor',
  'fldinst',
  'datafield',
  'objdata',
  'objclass',
  'sp',
  'xe',
  'tc',
  'rxe',
  'txe',
  'bkmkstart',
  'bkmkend',
  'keycode',
]);

/** Groups that a reader may pass over but that hold text: text boxes, and the ends of nested rows. */
const READ_THOUGH_OPTIONAL: ReadonlySet<string> = new Set(['shpinst', 'nesttableprops']);

/**
 * What a group holds, by the word that it begins with.
 * @param outer what the group around it holds
 * @param optional whether a reader that does not know the word may pass over the group: `{\*\word …}`
 */
export function destinationOf(word: string, outer: Destination, optional: boolean): Destination {
  if (outer === 'skipped' || SKIPPED.has(word)) return 'skipped';
  const named = NAMED.get(word);
  if (named !== undefined) return named;
  if (outer === 'properties' && PROPERTIES.has(word)) return word as Property;
  return optional && !READ_THOUGH_OPTIONAL.has(word) ? 'skipped' : outer;
}
