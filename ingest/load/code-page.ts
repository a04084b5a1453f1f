import iconv from 'iconv-lite';

const NAMES: ReadonlyMap<number, string> = new Map([
  [1200, 'utf-16le'],
  [10000, 'macintosh'],
  [65001, 'utf-8'],
]);

/** @param codePage as Windows numbers them; one that is not known is read as Western European */
export function decodeCodePage(bytes: Uint8Array, codePage: number): string {
  const name = NAMES.get(codePage) ?? `cp${codePage}`;
  return iconv.decode(Buffer.from(bytes), iconv.encodingExists(name) ? name : 'cp1252');
}
