/*
 * Cuts what a model writes, piece by piece, into JSON objects and lines of other text. An object is told by
 * its brackets alone, wherever it stands; one that cannot become JSON any more is given up at once, so that
 * a broken line costs no other line. Each character is looked at once.
 */

export type OutputPart =
  /** Balanced brackets, not yet parsed. */
  | { readonly kind: 'object'; readonly text: string }
  /** Text of a line outside objects. */
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'broken'; readonly text: string; readonly reason: string };

export interface OutputSplitter {
  push(piece: string): OutputPart[];
  /** What is left when nothing more comes. */
  end(): OutputPart[];
}

/** A claim with its quotes is a few hundred characters; what is longer is none. */
const MAX_PART_CHARACTERS = 8_192;
const MAX_DEPTH = 8;
/** Thoughts of reasoning models. */
const THOUGHT_BEGINS = /<think(?:ing)?>$/i;
const THOUGHT_ENDS = /<\/think(?:ing)?>$/i;
const TAG_CHARACTERS = 12;
/** Where the objects within it are what counts: they are taken one by one, as if it were not there. */
const WRAPPER = /"claims"\s*:\s*\[\s*$/;
/** Of the object so far these last ones are looked at. */
const TAIL_CHARACTERS = 60;
/** A claim within an object: the one around it broke off before it. */
const NESTED_CLAIM = /\{\s*"claim"$/;

export function createOutputSplitter(): OutputSplitter {
  let mode: 'line' | 'object' | 'thought' | 'skipped line' = 'line';
  let held = '';
  /** Open brackets, outermost first. */
  let open = '';
  let inString = false;
  let escaped = false;
  /** The last character of the object that is neither white space nor within a string. */
  let last = '';
  let parts: OutputPart[] = [];

  function flushLine(): void {
    if (held.trim() !== '') parts.push({ kind: 'line', text: held });
    held = '';
  }

  function giveUp(reason: string, next: typeof mode): void {
    if (held !== '{') parts.push({ kind: 'broken', text: held, reason });
    held = '';
    mode = next;
  }

  function beginObject(): void {
    mode = 'object';
    held = open = last = '{';
    inString = escaped = false;
  }

  function takeOutside(character: string): void {
    if (character === '\n' || character === '\r') return flushLine();
    if (character === '{') {
      flushLine();
      return beginObject();
    }
    held += character;
    if (held.length > MAX_PART_CHARACTERS) return giveUp('too long', 'skipped line');
    if (character !== '>' || !THOUGHT_BEGINS.test(held.slice(-TAG_CHARACTERS))) return;
    held = held.replace(THOUGHT_BEGINS, '');
    flushLine();
    mode = 'thought';
  }

  function takeThought(character: string): void {
    held = (held + character).slice(-TAG_CHARACTERS);
    if (!THOUGHT_ENDS.test(held)) return;
    held = '';
    mode = 'line';
  }

  function takeInString(character: string): void {
    held += character;
    if (character === '\n' || character === '\r') giveUp('a line ends within a string', 'line');
    else if (escaped) escaped = false;
    else if (character === '\\') escaped = true;
    else if (character === '"') {
      inString = false;
      if (open.length > 1 && NESTED_CLAIM.test(held.slice(-TAIL_CHARACTERS))) beginAgain();
    }
  }

  /** Gives up what stands before the last brace. */
  function beginAgain(): void {
    const from = held.lastIndexOf('{');
    const rest = held.slice(from);
    held = held.slice(0, from);
    giveUp('not JSON', 'object');
    held = rest;
    open = '{';
  }

  function takeInObject(character: string): void {
    if (held.length >= MAX_PART_CHARACTERS) {
      const next = character === '\n' || character === '\r' ? 'line' : 'skipped line';
      return giveUp('too long', next);
    }
    if (inString) return takeInString(character);
    if (/\s/.test(character)) {
      held += character;
      return;
    }
    if (character === '{' && !mayOpenObject(open, last)) {
      giveUp('not JSON', 'object');
      return beginObject();
    }
    // Braces of prose: "{name}".
    if (last === '{' && !/["}]/.test(character)) {
      mode = 'line';
      return takeOutside(character);
    }
    takeToken(character);
  }

  function takeToken(character: string): void {
    if (character === '{' && open === '{[' && WRAPPER.test(held.slice(-TAIL_CHARACTERS)))
      return beginObject();
    held += character;
    last = character;
    if (character === '"') inString = true;
    if (character === '{' || character === '[') open += character;
    if (open.length > MAX_DEPTH) return giveUp('nested too deep', 'skipped line');
    if (character !== '}' && character !== ']') return;
    if (open.at(-1) !== (character === '}' ? '{' : '[')) return giveUp('not JSON', 'line');
    open = open.slice(0, -1);
    if (open !== '') return;
    parts.push({ kind: 'object', text: held });
    held = '';
    mode = 'line';
  }

  function take(character: string): void {
    if (mode === 'object') takeInObject(character);
    else if (mode === 'thought') takeThought(character);
    else if (mode === 'line') takeOutside(character);
    else if (character === '\n' || character === '\r') mode = 'line';
  }

  function taken(): OutputPart[] {
    const done = parts;
    parts = [];
    return done;
  }

  return {
    push(piece) {
      for (let i = 0; i < piece.length; i++) take(piece.charAt(i));
      return taken();
    },
    end() {
      if (mode === 'line') flushLine();
      if (mode === 'object') giveUp('unfinished', 'line');
      return taken();
    },
  };
}

/** An object begins behind a colon, or as a member of a list; anywhere else the one before it broke off. */
function mayOpenObject(open: string, last: string): boolean {
  return last === ':' || (open.endsWith('[') && (last === '[' || last === ','));
}
