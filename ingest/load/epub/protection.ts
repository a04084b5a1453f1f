import { FootnoteError } from '../../../src/core/errors.ts';
import type { Archive } from '../archive.ts';
import { parseXml } from '../xml.ts';
import { childAt, descendantsOf } from '../xml/tree.ts';

const ENCRYPTION = 'META-INF/encryption.xml';
/** These scramble the first bytes of fonts, so that nobody takes them out of the book. */
const FONT_ALGORITHMS = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/** @throws ENCRYPTED for a book whose text is protected (DRM) */
export function refuseProtected(archive: Archive): void {
  if (!archive.has(ENCRYPTION)) return;
  const root = parseXml(archive.readText(ENCRYPTION), ENCRYPTION);
  const isProtected = descendantsOf(root, 'enc:EncryptedData').some((encrypted) => {
    const method = childAt(encrypted, 'enc:EncryptionMethod')?.attributes['Algorithm'] ?? '';
    return !FONT_ALGORITHMS.has(method);
  });
  if (!isProtected) return;
  const detail = 'The book is protected by digital rights management.';
  throw new FootnoteError('ENCRYPTED', {}, { detail });
}
