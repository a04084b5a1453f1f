import { parseMarkdownBlocks } from '../../src/core/markdown-blocks.ts';
import { decodeText } from './decode.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Loader } from './types.ts';

/** Markdown with optional front matter. Its title is the front matter's, else the first heading of level 1. */
export const markdownLoader: Loader = {
  mediaTypes: ['text/markdown', 'text/x-markdown'],
  extensions: ['md', 'markdown'],
  load(input) {
    const { text, encoding } = decodeText(input.bytes, input);
    const { title, metadata, readers, bodyStart } = readFrontMatter(text);
    const blocks = parseMarkdownBlocks(text, bodyStart);
    const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
    const headline = heading?.kind === 'heading' && heading.text !== '' ? heading.text : null;
    return {
      text,
      mediaType: 'text/markdown',
      encoding,
      title: title ?? headline,
      metadata,
      readers,
      blocks,
      records: null,
      pages: [],
    };
  },
};
