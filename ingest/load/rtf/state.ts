import { FootnoteError } from '../../../src/core/errors.ts';
import type { Flow } from '../flow.ts';
import { createBody, type Body, type ParagraphProperties } from './body.ts';
import { createDecoder, type Decoder } from './decoder.ts';
import type { Destination } from './destinations.ts';
import { createHeader, type Header } from './header.ts';

/** What holds within a group, and is as it was before when the group ends. */
export interface Group {
  destination: Destination;
  font: number | null;
  /** How many characters follow one of Unicode, for programs that do not know it. */
  unicodeSkip: number;
  hidden: boolean;
  paragraph: ParagraphProperties;
}

/** Where the reading of a document stands. */
export interface RtfState {
  readonly header: Header;
  readonly body: Body;
  readonly decoder: Decoder;
  readonly groups: Group[];
  group: Group;
  /** Words of the note or marker that is being read. */
  aside: string[];
  codePage: number;
  defaultFont: number | null;
  /** Whether the next word may name what the group holds; `optional` after `\*`. */
  naming: 'no' | 'named' | 'optional';
  /** Characters that are still to be passed over. */
  toSkip: number;
  row: { isHeader: boolean; merged: boolean[]; nextIsMerged: boolean };
}

/** Groups nest no deeper in any document. */
const MAX_DEPTH = 1000;

export const PLAIN_PARAGRAPH: ParagraphProperties = {
  style: 0,
  outlineLevel: null,
  listLevel: 0,
  inTable: false,
};

export function createState(flow: Flow): RtfState {
  const header = createHeader();
  return {
    header,
    body: createBody(flow, (style) => header.styleOf(style)),
    decoder: createDecoder(),
    groups: [],
    group: {
      destination: 'text',
      font: null,
      unicodeSkip: 1,
      hidden: false,
      paragraph: PLAIN_PARAGRAPH,
    },
    aside: [],
    codePage: 1252,
    defaultFont: null,
    naming: 'no',
    toSkip: 0,
    row: { isHeader: false, merged: [], nextIsMerged: false },
  };
}

/** @throws CORRUPT_DOCUMENT when groups nest deeper than MAX_DEPTH */
export function openGroup(state: RtfState): void {
  if (state.groups.length === MAX_DEPTH) {
    const detail = `The groups of the document nest deeper than ${MAX_DEPTH}.`;
    throw new FootnoteError('CORRUPT_DOCUMENT', { maxDepth: MAX_DEPTH }, { detail });
  }
  state.groups.push(state.group);
  state.group = { ...state.group };
  state.naming = 'named';
  state.toSkip = 0;
  if (state.group.destination === 'styles') {
    state.group.destination = 'style';
    state.header.beginStyle();
  }
}

export function closeGroup(state: RtfState): void {
  const { destination } = state.group;
  state.group = state.groups.pop() ?? state.group;
  state.naming = 'no';
  state.toSkip = 0;
  if (destination === state.group.destination) return;
  if (destination === 'style') state.header.endStyle();
  if (destination === 'note') state.body.note(state.aside.join(''));
  if (destination === 'marker') state.body.marker(state.aside.join(''));
  state.aside = [];
}

export function isText(destination: Destination): boolean {
  return destination === 'text' || destination === 'note' || destination === 'marker';
}

/** Hands on words of the group's destination. */
export function emit({ group, body, aside, header }: RtfState, words: string): void {
  const { destination, hidden } = group;
  if (words === '' || destination === 'skipped') return;
  if (!isText(destination)) header.text(destination, words);
  else if (hidden) return;
  else if (destination === 'text') body.text(words);
  else aside.push(words);
}
