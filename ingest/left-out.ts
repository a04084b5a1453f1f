/**
 * Names that editors and copying tools leave for a moment, beside or in place of the file that one means.
 * They are no documents, though some have the extension of one.
 */
const MOMENTARY: readonly RegExp[] = [
  /~$/, // the version before, kept by Emacs, Vim, gedit and many more
  /^~\$/, // who has it open, left by Word, Excel and PowerPoint beside the document
  /\.sw[px]$/i, // Vim's swap files, where it is set not to hide them
  /^4913$/, // Vim's trial whether it may write into the folder
  /^#.*#$/, // Emacs's own saving every few seconds
  /\.tmp$/i, // half a file of nearly every program that saves by renaming
  /\.(?:part|partial|filepart|crdownload)$/i, // half a download: Firefox, Edge, WinSCP, Chrome
  /___jb_(?:tmp|old)___$/, // JetBrains: the new file before it is renamed, the old one after
  /\.sb-[0-9a-f]+-\w+$/i, // macOS: the new file before it is exchanged for the old one
];

const NEVER_INGESTED = new Set(['questions.jsonl', 'README.md']);

/** Names that begin with `_` or `.`: drafts, `.git`, Emacs's locks `.#name`, rsync's and Vim's halves. */
export function isHidden(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

/**
 * Whether nothing of this name is ever a document: hidden, about the corpus, or there for a moment only
 * (which holds for files alone: a folder may be named 4913). Such a thing is left out without a word.
 */
export function isLeftOut(name: string, isFolder: boolean): boolean {
  if (isHidden(name) || NEVER_INGESTED.has(name)) return true;
  return !isFolder && MOMENTARY.some((pattern) => pattern.test(name));
}
