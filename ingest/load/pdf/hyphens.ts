/** A word that is parted at the end of a line: its first part, the hyphen, its second part. */
const PARTED = /(\p{L}[\p{L}\p{M}]*)([-\u00ad\u2010])\n(\p{Ll}[\p{L}\p{M}]*)([^\s\p{L}]*)[ \n]?/gu;
const WORD = /\p{L}[\p{L}\p{M}]*(?:[-\u2010]\p{L}[\p{L}\p{M}]*)*/gu;
const ENDS_PARTED = /\p{L}[\p{L}\p{M}]*[-\u00ad\u2010]$/u;
const STARTS_SMALL = /^\p{Ll}[\p{L}\p{M}]*/u;
/** Shorter parts ("re", "in") are words by chance. */
const MIN_PART = 3;

/**
 * The words of a document, in lower case, compounds as they are written ("follow-up"); parts of words at
 * line ends are not among them.
 * @param lines in reading order
 */
export function wordsOf(lines: readonly string[]): Set<string> {
  const words = new Set<string>();
  lines.forEach((line, index) => {
    const parted = ENDS_PARTED.test(lines[index - 1] ?? '');
    const whole = (parted ? line.replace(STARTS_SMALL, '') : line).replace(ENDS_PARTED, '');
    for (const [word] of whole.matchAll(WORD)) words.add(spelling(word));
  });
  return words;
}

/**
 * Lines as a paragraph, a line end between each. A word that has a hyphen of its own and was parted there
 * ("follow-" / "up") is put back together on the first line, so that a hyphen before a line end is always
 * one that only parts a word.
 * @param words of the whole document, by which the two are told apart
 */
export function joinLines(lines: readonly string[], words: ReadonlySet<string>): string {
  return lines
    .join('\n')
    .replace(PARTED, (all, first: string, hyphen: string, second: string, marks: string) =>
      isCompound(first, second, words) ? `${first}${hyphen}${second}${marks}\n` : all,
    )
    .trim();
}

function isCompound(first: string, second: string, words: ReadonlySet<string>): boolean {
  const [before, after] = [spelling(first), spelling(second)];
  if (words.has(`${before}-${after}`)) return true;
  if (words.has(before + after)) return false;
  const long = before.length >= MIN_PART && after.length >= MIN_PART;
  return long && words.has(before) && words.has(after);
}

function spelling(word: string): string {
  return word.toLowerCase().replaceAll('\u2010', '-');
}
