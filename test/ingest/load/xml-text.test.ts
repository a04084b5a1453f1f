import { describe, expect, it } from 'vitest';
import { xmlLoader } from '../../../ingest/load/xml-text.ts';

async function blocksOf(xml: string | Buffer): Promise<[string, string][]> {
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  const { text, blocks } = await xmlLoader.load({ bytes, path: 'a/feed.xml', mediaType: null });
  return blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
}

const FEED = `<?xml version="1.0" encoding="utf-8"?>
<rss><channel><title>News of the yard</title><link>https://yard.example/</link>
  <item><title>Opening hours</title>
    <description>&lt;p&gt;We open at &lt;b&gt;nine&lt;/b&gt;.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Sundays: closed&lt;/li&gt;&lt;/ul&gt;</description></item>
  <item><title>Winter</title><description><![CDATA[Bring lights & gloves.]]></description></item>
</channel></rss>`;

describe('XML', () => {
  it('is read as paragraphs under its titles, escaped HTML as HTML, bare addresses left out', async () => {
    expect(await blocksOf(FEED)).toEqual([
      ['heading', 'News of the yard'],
      ['heading', 'Opening hours'],
      ['paragraph', 'We open at nine.'],
      ['list', '- Sundays: closed'],
      ['heading', 'Winter'],
      ['paragraph', 'Bring lights & gloves.'],
    ]);
  });

  it('is titled by its first title, in whatever encoding it declares', async () => {
    const xml =
      '<?xml version="1.0" encoding="iso-8859-1"?><book><title>Räder</title><p>Öl.</p></book>';
    const bytes = Buffer.from(xml, 'latin1');
    const document = await xmlLoader.load({ bytes, path: 'a.xml', mediaType: null });
    expect(document).toMatchObject({ title: 'Räder', text: 'Räder\n\nÖl.' });
  });

  it('keeps the words of mixed content together', async () => {
    expect(await blocksOf('<doc><p>Press <key>Start</key> twice.</p></doc>')).toEqual([
      ['paragraph', 'Press Start twice.'],
    ]);
  });

  it('is read for its words where it is not well-formed', async () => {
    expect(await blocksOf('<a><b>words <i>and more</a>')).toEqual([
      ['paragraph', 'words and more'],
    ]);
  });

  it('is refused when it holds no text', async () => {
    await expect(blocksOf('<a><b href="x"/></a>')).rejects.toMatchObject({ code: 'NO_TEXT' });
  });
});
