import { decodeCodePage } from '../code-page.ts';
import { decodeSymbols } from './code-pages.ts';

/** How the bytes of a text are to be read. */
export interface ByteReading {
  readonly codePage: number;
  readonly isSymbols: boolean;
}

/** Decodes bytes that belong together at once, since a character may be written as several tokens. */
export interface Decoder {
  add(bytes: Uint8Array, reading: ByteReading): void;
  /** The words of what was added since; '' when that is nothing. */
  take(): string;
}

export function createDecoder(): Decoder {
  let words = '';
  let pending: Uint8Array[] = [];
  let reading: ByteReading = { codePage: 1252, isSymbols: false };
  const decode = (): void => {
    if (pending.length === 0) return;
    const bytes = Buffer.concat(pending);
    words += reading.isSymbols ? decodeSymbols(bytes) : decodeCodePage(bytes, reading.codePage);
    pending = [];
  };
  return {
    add(bytes, given) {
      const same = given.codePage === reading.codePage && given.isSymbols === reading.isSymbols;
      if (!same) decode();
      reading = given;
      pending.push(bytes);
    },
    take() {
      decode();
      const taken = words;
      words = '';
      return taken;
    },
  };
}
