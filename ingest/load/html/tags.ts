import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { ATTRIBUTE_NAMES, type AttributeName, type Attributes } from './tree.ts';

const WANTED: ReadonlySet<string> = new Set(ATTRIBUTE_NAMES);

/** A start tag. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  /** Those that are read; of a repeated one the first. Null when there are none. */
  readonly attributes: Attributes | null;
  /** Written as <br/>. */
  readonly selfClosing: boolean;
  /** Where what follows it begins in the source. */
  readonly end: number;
}

/** What is found in a source, in order. */
export interface TagHandler {
  /** A piece of text, entities decoded. */
  text(words: string): void;
  open(tag: Tag): void;
  /** @param name lower case */
  close(name: string): void;
  /** Whether what is read now is a drawing or a formula, in which <title> is an element like any other. */
  isInForeignContext(): boolean;
}

/** Reads the tags and texts of HTML or XHTML. Comments and declarations are left away. */
export function readTags(source: string, handler: TagHandler): void {
  let name = '';
  let attributes: Partial<Record<AttributeName, string>> | null = null;
  let attribute: AttributeName | null = null;
  let value = '';
  const open = (selfClosing: boolean, end: number): void => {
    handler.open({ name, attributes, selfClosing, end: end + 1 });
  };
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => handler.text(source.slice(start, end)),
    ontextentity: (codePoint) => handler.text(String.fromCodePoint(codePoint)),
    // In HTML proper it is a comment, but in XHTML, which is read here too, it is text.
    oncdata: (start, end, offset) => handler.text(source.slice(start, end - offset)),
    onopentagname(start, end) {
      name = source.slice(start, end).toLowerCase();
      attributes = null;
    },
    onattribname(start, end) {
      const given = source.slice(start, end).toLowerCase();
      attribute = isWanted(given) && attributes?.[given] === undefined ? given : null;
      value = '';
    },
    onattribdata(start, end) {
      if (attribute !== null) value += source.slice(start, end);
    },
    onattribentity(codePoint) {
      if (attribute !== null) value += String.fromCodePoint(codePoint);
    },
    onattribend() {
      if (attribute !== null) attributes = { ...attributes, [attribute]: value };
    },
    onopentagend: (end) => open(false, end),
    onselfclosingtag: (end) => open(true, end),
    onclosetag: (start, end) => handler.close(source.slice(start, end).toLowerCase()),
    isInForeignContext: () => handler.isInForeignContext(),
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onend: ignore,
  };
  // <script/> and <title/> in XHTML would else take in the rest of the page.
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
}

function isWanted(name: string): name is AttributeName {
  return WANTED.has(name);
}

function ignore(): void {
  // Not for readers.
}
