/** Words in one line after another, white space collapsed as a browser does. */
export interface Run {
  add(text: string): void;
  /** Words that a picture stands for. A run of these alone is empty unless it is taken with them. */
  picture(words: string): void;
  /** A line end; a second one in a row parts paragraphs. */
  lineEnd(): void;
  /** A space, unless there is one or the line is only beginning. */
  space(): void;
  /** The paragraphs, lines parted by \n; the run is empty then. */
  take(pictures: 'alone' | 'among-words'): string[];
}

export function createRun(): Run {
  let parts: string[] = [];
  let spaced = false;
  let lineEnds = 0;
  let hasWords = false;
  let afterPicture = false;

  const push = (words: string): void => {
    if (lineEnds > 0 && parts.length > 0) parts.push('\n'.repeat(Math.min(lineEnds, 2)));
    else if (spaced && parts.length > 0) parts.push(' ');
    parts.push(words);
    spaced = false;
    lineEnds = 0;
  };

  const add = (text: string): boolean => {
    const collapsed = collapse(text);
    const words = collapsed.replace(/^ | $/g, '');
    if (words === '') {
      spaced ||= collapsed !== '';
      return false;
    }
    spaced ||= collapsed.startsWith(' ');
    push(words);
    spaced = collapsed.endsWith(' ');
    return true;
  };

  /** A picture's words are words of their own. */
  const partWords = (next: string): void => {
    spaced ||= /[\p{L}\p{N}]$/u.test(parts.at(-1) ?? '') && /^[\p{L}\p{N}]/u.test(next);
  };

  return {
    add(text) {
      if (afterPicture) partWords(text);
      afterPicture = false;
      if (add(text)) hasWords = true;
    },
    picture(words) {
      if (words === '') return;
      partWords(words);
      add(words);
      afterPicture = true;
    },
    lineEnd() {
      lineEnds++;
    },
    space() {
      spaced = true;
    },
    take(pictures) {
      const text = hasWords || pictures === 'alone' ? parts.join('') : '';
      parts = [];
      spaced = false;
      lineEnds = 0;
      hasWords = false;
      afterPicture = false;
      return text === '' ? [] : text.split('\n\n');
    },
  };
}

/** Text in which white space counts, as in a <pre>. */
export function plainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u00ad', '');
}

/** A no-break space is a space to a reader, and a soft hyphen nothing. */
function collapse(text: string): string {
  return plainSpaces(text).replace(/[ \t\n\f\r]+/g, ' ');
}
