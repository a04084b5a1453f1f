/**
 * Counts tokens as OpenAI's newer models do (o200k_base). Other models split text otherwise: for English
 * within about a tenth, so that a budget wants a little room.
 */
export interface Tokenizer {
  /** Text that looks like a special token, such as `<|endoftext|>`, is counted as the text it is. */
  count(this: void, text: string): number;
}

/** Characters counted at once: the library takes quadratic time over a word without an end. */
const MAX_SLICE = 2_000;
const NO_SPECIAL_TOKENS = { disallowedSpecial: new Set<string>() };

/** The table of tokens takes 0.1 s and 40 MB, so that it is loaded only where tokens are counted. */
export async function loadTokenizer(): Promise<Tokenizer> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return {
    count(text) {
      let tokens = 0;
      for (const slice of slicesOf(text)) tokens += countTokens(slice, NO_SPECIAL_TOKENS);
      return tokens;
    },
  };
}

/** Pieces of a text, cut before a space where there is one: tokens begin there anyway. */
function* slicesOf(text: string): Iterable<string> {
  let from = 0;
  while (from < text.length) {
    const end = from + MAX_SLICE;
    const space = end < text.length ? text.lastIndexOf(' ', end) : -1;
    const to = space > from ? space : end;
    yield text.slice(from, to);
    from = to;
  }
}
