/** What the character set of a font (`\fcharset`) means. Source: RTF 1.9.1, "Font Table". */
const CODE_PAGE_OF_CHARSET: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 1361],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
  [255, 850],
]);
/** Fonts whose letters are pictures. */
export const SYMBOL_CHARSET = 2;
const BULLET = '•';
const SYMBOL_BULLET = 0xb7;
/** Where Word puts the pictures of symbol fonts. */
const SYMBOLS = /[\uf020-\uf0ff]/g;
const MAX_SYMBOL_BYTE = 0xff;

/** Null when the character set says nothing of its own (it is the document's). */
export function codePageOf(charset: number): number | null {
  return CODE_PAGE_OF_CHARSET.get(charset) ?? null;
}

/** Of the letters of a symbol font only bullets are known. */
export function decodeSymbols(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte === SYMBOL_BULLET ? BULLET : '')).join('');
}

/** The same of symbols that are written as characters. */
export function withoutSymbols(text: string): string {
  return text.replace(SYMBOLS, (symbol) =>
    (symbol.charCodeAt(0) & MAX_SYMBOL_BYTE) === SYMBOL_BULLET ? BULLET : '',
  );
}
