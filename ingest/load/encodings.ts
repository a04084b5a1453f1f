import iconv from 'iconv-lite';

/** Names that the WHATWG's table of labels lacks. */
const OTHER_LABELS: Readonly<Record<string, string>> = {
  'utf-32': 'utf-32',
  'utf-32le': 'utf-32le',
  'utf-32be': 'utf-32be',
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
};
/** IBM's code pages, as they are known to DOS. */
const CODE_PAGE = /^(?:cp|ibm|dos|oem)?-?(437|7\d\d|8\d\d)$/;

/** What iconv-lite calls them, where it does not know their names. */
const CODECS: Readonly<Record<string, string>> = {
  // Each holds the one before it: GB 2312, GBK, GB 18030.
  gbk: 'gb18030',
  macintosh: 'macroman',
  'x-mac-cyrillic': 'maccyrillic',
};

/** Left to Node, which tells where the bytes are not valid. */
const BY_NODE = new Set(['utf-8', 'utf-16le', 'utf-16be', 'iso-2022-jp']);

/**
 * An encoding's name in small letters, WHATWG's where it has one, for any of its names; null for one that
 * cannot be read. As in browsers, ISO-8859-1 and US-ASCII are windows-1252, and GB 2312 is GBK.
 */
export function encodingNamed(label: string): string | null {
  // "utf-16-le" and "iso8859-2" are not rare.
  const bare = label
    .trim()
    .toLowerCase()
    .replace(/^(utf-(?:16|32))-/, '$1')
    .replace(/^iso(?=\d)/, 'iso-');
  const page = CODE_PAGE.exec(bare)?.[1];
  const name = OTHER_LABELS[bare] ?? whatwgName(bare) ?? (page === undefined ? null : `ibm${page}`);
  if (name === null) return null;
  return BY_NODE.has(name) || iconv.encodingExists(codecOf(name)) ? name : null;
}

function whatwgName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function codecOf(encoding: string): string {
  return CODECS[encoding] ?? encoding;
}

/**
 * The bytes read in an encoding, its byte order mark removed; null when they are not valid in it.
 * Only Unicode is left to Node: what its decoders make of older encodings depends on its version (Node 20
 * reads windows-1252 as ISO-8859-1), and a span must point to the same words for ever.
 */
export function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  if (BY_NODE.has(encoding)) return decodeByNode(encoding, bytes);
  const text = iconv.decode(bytes, codecOf(encoding));
  return text.includes('\ufffd') ? null : text;
}

function decodeByNode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // Anything else, such as text longer than a string can be, is not for the encoding to answer.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
