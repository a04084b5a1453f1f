import type { Loader } from './types.ts';

/**
 * A format that is read. Its loader is imported when the first file of it comes, since some bring large
 * libraries along. What stands here is what the loader says of itself; a test holds the two together.
 */
export interface Format {
  readonly name: string;
  readonly mediaTypes: readonly string[];
  readonly extensions: readonly string[];
  /** Whether its files are text, whatever they hold; the others begin with a signature of their own. */
  readonly isText: boolean;
  readonly load: () => Promise<Loader>;
}

export const FORMATS = [
  {
    name: 'markdown',
    mediaTypes: ['text/markdown', 'text/x-markdown'],
    extensions: ['md', 'markdown'],
    isText: true,
    load: async () => (await import('./markdown.ts')).markdownLoader,
  },
  {
    name: 'text',
    mediaTypes: ['text/plain'],
    extensions: ['txt', 'text', 'log', 'rst', 'adoc', 'srt', 'vtt'],
    isText: true,
    load: async () => (await import('./text.ts')).textLoader,
  },
  {
    name: 'csv',
    mediaTypes: ['text/csv', 'application/csv', 'text/tab-separated-values'],
    extensions: ['csv', 'tsv'],
    isText: true,
    load: async () => (await import('./csv.ts')).csvLoader,
  },
  {
    name: 'jsonl',
    mediaTypes: [
      'application/jsonl',
      'application/x-ndjson',
      'application/ndjson',
      'application/x-jsonlines',
    ],
    extensions: ['jsonl', 'ndjson'],
    isText: true,
    load: async () => (await import('./jsonl.ts')).jsonlLoader,
  },
  {
    name: 'json',
    mediaTypes: ['application/json', 'text/json'],
    extensions: ['json'],
    isText: true,
    load: async () => (await import('./json.ts')).jsonLoader,
  },
  {
    name: 'html',
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    extensions: ['html', 'htm', 'xhtml'],
    isText: true,
    load: async () => (await import('./html.ts')).htmlLoader,
  },
  {
    name: 'xml',
    mediaTypes: ['application/xml', 'text/xml', 'application/rss+xml', 'application/atom+xml'],
    extensions: ['xml', 'rss', 'atom'],
    isText: true,
    load: async () => (await import('./xml-text.ts')).xmlLoader,
  },
  {
    name: 'pdf',
    mediaTypes: ['application/pdf', 'application/x-pdf'],
    extensions: ['pdf'],
    isText: false,
    load: async () => (await import('./pdf.ts')).pdfLoader,
  },
  {
    name: 'docx',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
      'application/vnd.ms-word.document.macroenabled.12',
      'application/vnd.ms-word.template.macroenabled.12',
    ],
    extensions: ['docx', 'docm', 'dotx', 'dotm'],
    isText: false,
    load: async () => (await import('./docx.ts')).docxLoader,
  },
  {
    name: 'xlsx',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
      'application/vnd.ms-excel.sheet.macroenabled.12',
      'application/vnd.ms-excel.template.macroenabled.12',
      'application/vnd.ms-excel.sheet.binary.macroenabled.12',
      'application/vnd.ms-excel',
      'application/vnd.oasis.opendocument.spreadsheet',
    ],
    extensions: ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'xls', 'xlt', 'ods', 'ots'],
    isText: false,
    load: async () => (await import('./xlsx.ts')).xlsxLoader,
  },
  {
    name: 'pptx',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
      'application/vnd.openxmlformats-officedocument.presentationml.template',
      'application/vnd.ms-powerpoint.presentation.macroenabled.12',
      'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
      'application/vnd.ms-powerpoint.template.macroenabled.12',
    ],
    extensions: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
    isText: false,
    load: async () => (await import('./pptx.ts')).pptxLoader,
  },
  {
    name: 'odt',
    mediaTypes: [
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.text-template',
    ],
    extensions: ['odt', 'ott'],
    isText: false,
    load: async () => (await import('./odt.ts')).odtLoader,
  },
  {
    name: 'epub',
    mediaTypes: ['application/epub+zip'],
    extensions: ['epub'],
    isText: false,
    load: async () => (await import('./epub.ts')).epubLoader,
  },
  {
    name: 'rtf',
    mediaTypes: ['application/rtf', 'text/rtf', 'text/richtext'],
    extensions: ['rtf'],
    isText: false,
    load: async () => (await import('./rtf.ts')).rtfLoader,
  },
] as const satisfies readonly Format[];

export type FormatName = (typeof FORMATS)[number]['name'];

export function formatNamed(name: FormatName): Format {
  return FORMATS.find((format) => format.name === name) as Format;
}

/** The format that a Content-Type states, else the one that a file's name does; null when it is none of these. */
export function statedFormat(mediaType: string | null, path: string): Format | null {
  const bare = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = extensionOf(path);
  const formats: readonly Format[] = FORMATS;
  return (
    formats.find(({ mediaTypes }) => mediaTypes.includes(bare)) ??
    formats.find(({ extensions }) => extensions.includes(extension)) ??
    null
  );
}

/** Without the dot, in small letters; '' for a name without one. */
export function extensionOf(path: string): string {
  return /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
