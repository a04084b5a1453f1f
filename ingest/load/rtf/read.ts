import { FootnoteError } from '../../../src/core/errors.ts';
import type { DocumentProperties } from '../archive/office-package.ts';
import type { Flow } from '../flow.ts';
import { destinationOf } from './destinations.ts';
import { closeGroup, createState, emit, isText, openGroup, type RtfState } from './state.ts';
import { readCharacterWord, readTextWord } from './text-words.ts';
import { readTokens, type RtfToken } from './tokens.ts';

/**
 * Writes the text of an RTF document, and returns what the document states of itself.
 * @throws CORRUPT_DOCUMENT when it is not whole, or nests too deep
 */
export function readRtf(bytes: Uint8Array, flow: Flow): DocumentProperties {
  const state = createState(flow);
  let ended = false;
  for (const token of readTokens(bytes)) {
    readToken(state, token);
    // What follows the outermost group is none of the document.
    ended = token.kind === 'close' && state.groups.length === 0;
    if (ended) break;
  }
  if (!ended) {
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The document is cut off.' });
  }
  const title = state.body.finish(state.group.paragraph);
  return { title: title ?? state.header.title(), metadata: state.header.metadata() };
}

function readToken(state: RtfState, token: RtfToken): void {
  if (token.kind === 'bytes') {
    readBytes(state, token.bytes);
    return;
  }
  emit(state, state.decoder.take());
  if (token.kind === 'open') openGroup(state);
  else if (token.kind === 'close') closeGroup(state);
  else readWord(state, token.word, token.parameter);
}

function readBytes(state: RtfState, bytes: Uint8Array): void {
  const { group, header } = state;
  state.naming = 'no';
  const skipped = Math.min(state.toSkip, bytes.length);
  state.toSkip -= skipped;
  if (group.destination === 'skipped' || skipped === bytes.length) return;
  const { codePage, isSymbols } = header.fontOf(group.font);
  state.decoder.add(bytes.subarray(skipped), { codePage: codePage ?? state.codePage, isSymbols });
}

function readWord(state: RtfState, word: string, parameter: number | null): void {
  const { naming, group } = state;
  if (word === '*' && naming !== 'no') {
    state.naming = 'optional';
    return;
  }
  state.naming = 'no';
  if (naming !== 'no') {
    group.destination = destinationOf(word, group.destination, naming === 'optional');
  }
  if (group.destination === 'skipped') return;
  if (isText(group.destination)) {
    readTextWord(state, word, parameter);
  } else {
    state.header.word(group.destination, word, parameter);
    // In the table of fonts, the word for a font defines one.
    if (group.destination !== 'fonts') readCharacterWord(state, word, parameter);
  }
}
