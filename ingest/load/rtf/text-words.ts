import { withoutSymbols } from './code-pages.ts';
import { emit, PLAIN_PARAGRAPH, type RtfState } from './state.ts';
import { CHARACTERS, CODE_PAGES, PARAGRAPH_ENDS } from './words.ts';

/** A control word within text. Most are about looks and do nothing. */
export function readTextWord(state: RtfState, word: string, parameter: number | null): void {
  if (PARAGRAPH_ENDS.has(word)) {
    endParagraph(state);
  } else if (!readCharacterWord(state, word, parameter)) {
    readParagraphWord(state, word, parameter);
    readTableWord(state, word);
    readDocumentWord(state, word, parameter);
  }
}

function endParagraph(state: RtfState): void {
  if (state.group.destination === 'text') state.body.endParagraph(state.group.paragraph);
  else emit(state, '\n');
}

/** A control word that stands for a character, or says how those behind it are read; false for others. */
export function readCharacterWord(
  state: RtfState,
  word: string,
  parameter: number | null,
): boolean {
  const { group } = state;
  const character = CHARACTERS.get(word);
  if (character !== undefined) {
    if (state.toSkip > 0) state.toSkip--;
    else emit(state, character);
    return true;
  }
  switch (word) {
    case 'u':
      // Beyond 32,767 it is written as a negative number.
      emit(state, withoutSymbols(String.fromCharCode(parameter ?? 0)));
      state.toSkip = group.unicodeSkip;
      return true;
    case 'uc':
      group.unicodeSkip = Math.max(0, parameter ?? 1);
      return true;
    case 'f':
      group.font = parameter;
      return true;
    case 'plain':
      group.font = state.defaultFont;
      group.hidden = false;
      return true;
    case 'v':
    case 'deleted':
      group.hidden = parameter !== 0;
      return true;
    default:
      return false;
  }
}

function readParagraphWord({ group }: RtfState, word: string, parameter: number | null): void {
  const { paragraph } = group;
  switch (word) {
    case 'pard':
      group.paragraph = PLAIN_PARAGRAPH;
      break;
    case 's':
      group.paragraph = { ...paragraph, style: parameter ?? 0 };
      break;
    case 'outlinelevel':
      group.paragraph = { ...paragraph, outlineLevel: parameter };
      break;
    case 'ilvl':
      group.paragraph = { ...paragraph, listLevel: Math.max(0, parameter ?? 0) };
      break;
    case 'intbl':
      group.paragraph = { ...paragraph, inTable: parameter !== 0 };
      break;
    default:
  }
}

function readTableWord(state: RtfState, word: string): void {
  const { row, body } = state;
  switch (word) {
    case 'trowd':
      state.row = { isHeader: false, merged: [], nextIsMerged: false };
      break;
    case 'trhdr':
      row.isHeader = true;
      break;
    case 'clvmrg':
      row.nextIsMerged = true;
      break;
    case 'cellx':
      row.merged.push(row.nextIsMerged);
      row.nextIsMerged = false;
      break;
    case 'cell':
      body.endCell();
      break;
    case 'row':
      body.endRow(row.isHeader, row.merged);
      break;
    default:
  }
}

function readDocumentWord(state: RtfState, word: string, parameter: number | null): void {
  if (word === 'deff') {
    state.defaultFont = parameter;
    state.group.font = parameter;
  } else if (word === 'ansicpg') {
    state.codePage = parameter || state.codePage;
  } else {
    state.codePage = CODE_PAGES.get(word) ?? state.codePage;
  }
}
