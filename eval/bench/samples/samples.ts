import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { SHARED_RETRIEVAL } from '../../datasets.ts';
import { inventFreely, type Inventor } from '../invent.ts';
import { toDocx, toEpub, toOdt, toPptx, toXlsx } from './office.ts';
import { writePdf } from './pdf.ts';
import {
  inventArticle,
  inventRow,
  toCsv,
  toHtml,
  toJsonLines,
  toMarkdown,
  toPlainText,
  toRtf,
  toXml,
} from './text.ts';
import type { Article, SampleFile } from './types.ts';

/** Files of one format from one place. */
export interface Sample {
  readonly format: string;
  readonly sample: string;
  readonly files: readonly SampleFile[];
}

type Content = string | Uint8Array;
type Row = Record<string, string | number>;

/** How samples of a format are made up. */
interface Format {
  readonly format: string;
  readonly extension: string;
  /** What the made-up files are. */
  readonly made: string;
  readonly make: (inventor: Inventor) => Promise<Content[]>;
}

const SEED = 19_93;
const ARTICLES = 10;
const ROWS = 3_000;
const PDF_PAGES = 200;
/** Real files, by where they are. */
const PLACES: Readonly<Record<string, string>> = {
  'corpora/': resolve(import.meta.dirname, '../../../corpora'),
  'public test files': join(SHARED_RETRIEVAL, '../documents'),
};
/** What an ingest leaves out, and what tells of the samples rather than being one. */
const NO_SAMPLE =
  /^([_.].*|README\.md|questions\.jsonl|poppler_reference\.jsonl|expected\.html|expected-metadata\.json)$/;

const FORMATS: readonly Format[] = [
  ofArticles('Markdown', 'md', toMarkdown),
  ofArticles('text', 'txt', toPlainText),
  ofRows('CSV', 'csv', toCsv),
  ofRows('JSON Lines', 'jsonl', toJsonLines),
  ofRows('JSON', 'json', (rows) => JSON.stringify(rows, null, 2)),
  ofArticles('HTML', 'html', toHtml),
  ofArticles('DOCX', 'docx', toDocx),
  {
    format: 'PDF',
    extension: 'pdf',
    made: `made up, ${PDF_PAGES} pages of text`,
    make: async (inventor) => [await writePdf(inventor, PDF_PAGES)],
  },
  ofRows('XLSX', 'xlsx', toXlsx),
  ofArticles('PPTX', 'pptx', toPptx),
  ofArticles('ODT', 'odt', toOdt),
  ofArticles('EPUB', 'epub', toEpub),
  ofArticles('RTF', 'rtf', toRtf),
  ofArticles('XML', 'xml', toXml),
];

function ofArticles(
  format: string,
  extension: string,
  write: (article: Article) => Content | Promise<Content>,
): Format {
  return {
    format,
    extension,
    made: `made up, ${ARTICLES} articles`,
    make: (inventor) =>
      Promise.all(Array.from({ length: ARTICLES }, async () => write(inventArticle(inventor)))),
  };
}

function ofRows(
  format: string,
  extension: string,
  write: (rows: readonly Row[]) => Content,
): Format {
  return {
    format,
    extension,
    made: `made up, ${ROWS} rows`,
    make(inventor) {
      const rows = Array.from({ length: ROWS }, (_, number) => inventRow(inventor, number));
      return Promise.resolve([write(rows)]);
    },
  };
}

/** Made-up files of every format, and real ones where there are any. */
export async function* readSamples(): AsyncGenerator<Sample> {
  for (const { format, extension, made, make } of FORMATS) {
    const contents = await make(inventFreely(SEED));
    const files = contents.map((content, i) => ({
      name: `${i + 1}.${extension}`,
      bytes: typeof content === 'string' ? Buffer.from(content) : content,
    }));
    yield { format, sample: made, files };
    for (const [place, folder] of Object.entries(PLACES)) {
      const real = readFiles(folder, extension);
      if (real.length > 0) yield { format, sample: place, files: real };
    }
  }
}

function readFiles(folder: string, extension: string): SampleFile[] {
  return listFiles(folder)
    .filter((path) => extname(path).toLowerCase() === `.${extension}`)
    .filter((path) => !path.split(sep).some((name) => NO_SAMPLE.test(name)))
    .sort()
    .map((path) => ({ name: path, bytes: readFileSync(join(folder, path)) }));
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // Not everyone has the public files.
    return [];
  }
}
