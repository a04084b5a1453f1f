import { parsePlainBlocks } from '../../src/core/plain-blocks.ts';
import { decodeText } from '../../src/core/text.ts';
import type { Loader } from './types.ts';

/** Plain text, which states neither a title nor anything else of itself. */
export const textLoader: Loader = {
  mediaTypes: ['text/plain'],
  extensions: ['txt', 'text'],
  load({ bytes }) {
    const text = decodeText(bytes);
    return {
      text,
      mediaType: 'text/plain',
      title: null,
      metadata: {},
      readers: null,
      blocks: parsePlainBlocks(text),
      records: null,
      pages: [],
    };
  },
};
