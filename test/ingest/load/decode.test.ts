import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, type EncodingHints } from '../../../ingest/load/decode.ts';
import { toCanonicalText } from '../../../src/core/text.ts';
import { anyText } from '../../helpers/texts.ts';

const decode = (bytes: Uint8Array, hints: Partial<EncodingHints> = {}) =>
  decodeText(bytes, { mediaType: null, ...hints });
const stated = (charset: string): Partial<EncodingHints> => ({
  mediaType: `text/plain; charset=${charset}`,
});
const markup: Partial<EncodingHints> = { markup: true };

function refusalOf(bytes: Uint8Array, hints: Partial<EncodingHints> = {}) {
  try {
    return `read as ${decode(bytes, hints).encoding}`;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

const RUSSIAN =
  'Возврат денег производится в течение четырнадцати дней. Обратитесь в службу поддержки.';
const JAPANESE = '返品は十四日以内にお願いいたします。カスタマーサポートまでご連絡ください。';

/** What people wrote in each encoding: the name it is found under, and text of a language that it was used for. */
const TEXTS: readonly (readonly [encoding: string, codec: string, text: string])[] = [
  [
    'windows-1252',
    'windows-1252',
    'Le café est ouvert dès l’été, où l’on déguste un crème brûlée.',
  ],
  [
    'windows-1252',
    'iso-8859-1',
    'Die Straße führt über die Brücke nach München, täglich geöffnet.',
  ],
  ['windows-1250', 'windows-1250', 'Zażółć gęślą jaźń. Każdy człowiek powinien znać swoją drogę.'],
  ['iso-8859-2', 'iso-8859-2', 'Příliš žluťoučký kůň úpěl ďábelské ódy, šťastně a svobodně.'],
  [
    'windows-1254',
    'windows-1254',
    'Siparişinizi on dört gün içinde ücretsiz iade edebilirsiniz, değil mi?',
  ],
  ['windows-1257', 'windows-1257', 'Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis.'],
  ['windows-1253', 'windows-1253', 'Μπορείτε να επιστρέψετε το προϊόν εντός δεκατεσσάρων ημερών.'],
  ['windows-1255', 'windows-1255', 'ניתן להחזיר את המוצר בתוך ארבעה עשר ימים, לפיכך חובה עליהם.'],
  ['windows-1256', 'windows-1256', 'يمكنك إرجاع المنتج خلال أربعة عشر يوماً من تاريخ الشراء.'],
  ['windows-874', 'windows-874', 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ'],
  ['windows-1251', 'windows-1251', RUSSIAN],
  ['koi8-r', 'koi8-r', RUSSIAN],
  ['iso-8859-5', 'iso-8859-5', RUSSIAN],
  ['ibm866', 'cp866', RUSSIAN],
  ['ibm855', 'cp855', RUSSIAN],
  ['x-mac-cyrillic', 'maccyrillic', RUSSIAN],
  ['macintosh', 'macroman', 'Le café est ouvert dès l’été, où l’on déguste une crème brûlée.'],
  ['ibm850', 'cp850', 'Le café est ouvert dès le début, où on déguste une crème brûlée.'],
  ['shift_jis', 'shift_jis', JAPANESE],
  ['euc-jp', 'euc-jp', JAPANESE],
  ['euc-kr', 'euc-kr', '상품은 십사 일 이내에 반품하실 수 있습니다. 고객센터로 연락해 주십시오.'],
  ['gb18030', 'gb18030', '商品可在收货后十四天内无理由退货，请联系客服办理。人人生而自由。'],
  ['big5', 'big5', '商品可於收貨後十四天內退貨，請聯繫客服辦理。人人生而自由。'],
];

const ALIKE: Readonly<Record<string, string>> = {
  'iso-8859-7': 'windows-1253',
  ibm437: 'ibm850',
};

const WIDE = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const;

describe('decodeText', () => {
  it.each(TEXTS)('tells %s from all others (written as %s)', (encoding, codec, text) => {
    const decoded = decode(iconv.encode(text, codec));
    expect(decoded.text).toBe(text);
    // Where the text is in both, it may be named after either.
    expect(ALIKE[decoded.encoding] ?? decoded.encoding).toBe(encoding);
  });

  it.each(WIDE)('reads %s with a mark and without one', (encoding) => {
    for (const text of ['A line of text.\nAnd one more.\n', RUSSIAN, `${JAPANESE}\n`]) {
      expect(decode(iconv.encode(text, encoding))).toEqual({ text, encoding });
      expect(decode(iconv.encode(text, encoding, { addBOM: true }))).toEqual({ text, encoding });
    }
  });

  it('reads UTF-8 with and without a mark, and what is ASCII or nothing as such', () => {
    for (const text of ['café', 'plain', '', 'one stray \x07 bell', 'one stray \0 zero']) {
      const canonical = { text: text.replaceAll('\0', '\ufffd'), encoding: 'utf-8' };
      expect(decode(Buffer.from(text))).toEqual(canonical);
      expect(decode(Buffer.from(`\ufeff${text}`))).toEqual(canonical);
    }
  });

  it('reads ISO-2022-JP, of which every byte is ASCII', () => {
    const bytes = Buffer.from('\x1b$B$3$s$K$A$O\x1b(B, world', 'latin1');
    expect(decode(bytes)).toEqual({ text: 'こんにちは, world', encoding: 'iso-2022-jp' });
  });

  it('takes a line end and a zero for no UTF-16', () => {
    expect(decode(Buffer.from('\n\0')).encoding).toBe('utf-8');
  });

  it('gives canonical text of any text at all in UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = Buffer.from(text);
        // Mostly control characters is no text.
        fc.pre(!refusalOf(bytes).startsWith('CORRUPT'));
        fc.pre(!text.includes('\x1b$'));
        // Two bytes with a zero among them are a character of UTF-16 as well.
        fc.pre(bytes.length > 2 || !text.includes('\0'));
        expect(decode(bytes).text).toBe(toCanonicalText(bytes.toString()));
      }),
    );
  });

  it('holds a caller to the charset of the Content-Type', () => {
    const bytes = iconv.encode('Ÿ€', 'windows-1252');
    expect(decode(bytes, stated('"ISO-8859-1"'))).toEqual({ text: 'Ÿ€', encoding: 'windows-1252' });
    expect(decode(Buffer.from('\ufeffé'), stated('koi8-r')).encoding).toBe('utf-8');
    expect(refusalOf(bytes, stated('utf-8'))).toMatch(/^INVALID_ENCODING: .*not valid utf-8/);
    expect(refusalOf(bytes, stated('windows-1253'))).toMatch(/^INVALID_ENCODING/);
    for (const unknown of ['klingon', 'base64', 'utf-7', 'hex'])
      expect(refusalOf(bytes, stated(unknown))).toMatch(
        /^INVALID_ENCODING: The charset .* not known/,
      );
  });

  it('believes what HTML and XML declare, unless the bytes are not valid in it', () => {
    const page = (charset: string, text = 'Ünïcödé') => {
      const html = `<!-- <meta charset="big5"> --><html><meta charset="${charset}"><p>${text}`;
      return decode(iconv.encode(html, 'iso-8859-7'), markup).encoding;
    };
    expect(page('ISO-8859-7', 'Ελλάδα')).toBe('iso-8859-7');
    // ASCII cannot be UTF-16, and a UTF-8 declaration of other bytes is a mistake of the page.
    expect(page('utf-16', 'plain')).toBe('utf-8');
    expect(page('utf-8', 'Μπορείτε να επιστρέψετε το προϊόν εντός ημερών.')).toBe('iso-8859-7');
    const xml = iconv.encode(`<?xml version="1.0" encoding='KOI8-R'?><a>Ы</a>`, 'koi8-r');
    expect(decode(xml, markup).encoding).toBe('koi8-r');
  });

  it('names the line where UTF-8 is broken, and does not take it for another encoding', () => {
    const text = Buffer.from(`Ein schöner Tag\n${'Größe, Maß, Übung. '.repeat(20)}\nX`);
    text[text.length - 1] = 0xe9;
    expect(refusalOf(text)).toBe('INVALID_ENCODING: The text is UTF-8, but broken in line 3.');
    expect(refusalOf(text, stated('utf-8'))).toMatch(/broken in line 3\.$/);
  });

  it('does not guess where next to nothing tells, and says what to do', () => {
    expect(refusalOf(Buffer.from('caf\xe9', 'latin1'))).toMatch(
      /^INVALID_ENCODING: .*It may be .*windows-1252.*Save it as UTF-8/,
    );
  });

  it('takes random bytes for text in no case', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 400 });
    const noText = bytes.filter((array) => array.filter((byte) => byte > 0xbf).length > 8);
    fc.assert(
      fc.property(noText, (array) => {
        expect(refusalOf(array)).toMatch(/^(?:CORRUPT_DOCUMENT|INVALID_ENCODING)/);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('tells what is no text from text in a wrong encoding', () => {
    expect(refusalOf(Buffer.from([...Array(64).keys()]))).toMatch(/^CORRUPT_DOCUMENT/);
    expect(refusalOf(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toMatch(/^INVALID_ENC/);
  });

  it('looks beyond the ASCII that a long text begins with', () => {
    const text = `${'A line of plain words.\n'.repeat(20_000)}${RUSSIAN}\n`;
    expect(decode(iconv.encode(text, 'windows-1251'))).toEqual({ text, encoding: 'windows-1251' });
  });
});
