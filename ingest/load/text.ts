import { parsePlainBlocks } from '../../src/core/plain-blocks.ts';
import { decodeText } from './decode.ts';
import type { Loader } from './types.ts';

/** Plain text, which states neither a title nor anything else of itself. */
export const textLoader: Loader = {
  mediaTypes: ['text/plain'],
  extensions: ['txt', 'text', 'log', 'rst', 'adoc', 'srt', 'vtt'],
  load(input) {
    const { text, encoding } = decodeText(input.bytes, input);
    return {
      text,
      mediaType: 'text/plain',
      encoding,
      title: null,
      metadata: {},
      readers: null,
      blocks: parsePlainBlocks(text),
      records: null,
      pages: [],
    };
  },
};
