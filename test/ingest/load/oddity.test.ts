import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { oddShare } from '../../../ingest/load/oddity.ts';

const TEXTS = [
  'Plain words — with a dash, “quotes”, and 12 µm at 3.5 Å.',
  'À Noël, l’élève préfère déjeuner à l’hôtel; il a payé 1 200 €.',
  'Żółć, gęślą jaźń i święto. „Cytat” w środku.',
  'Возврат денег: 30%. Обратитесь в службу «Поддержка».',
  'Μπορείτε να επιστρέψετε το προϊόν εντός 14 ημερών.',
  'ניתן להחזיר את המוצר בתוך 14 ימים.',
  '返品は14日以内に「お願い」いたします。',
  '상품은 14일 이내에 반품하실 수 있습니다.',
];

describe('oddShare', () => {
  it.each(TEXTS)('finds nothing odd in %s', (text) => {
    expect(oddShare(text)).toBe(0);
  });

  it.each([
    ['café é', 'macroman', 'windows-1252'],
    ['Größe', 'cp850', 'windows-1252'],
    ['1896–1900', 'windows-1252', 'macroman'],
    ['open – all day', 'macroman', 'windows-1252'],
    ['Моя статья', 'maccyrillic', 'windows-1251'],
    ['naïve plans', 'windows-1252', 'windows-1251'],
    ['Москва', 'cp866', 'windows-1252'],
  ])('finds it odd to read %s, written as %s, as %s', (text, written, read) => {
    expect(oddShare(iconv.decode(iconv.encode(text, written), read))).toBeGreaterThan(0.1);
  });
});
