/*
 * What sources stand between in a prompt. Quotes are copied from them, so that nothing in them may be
 * escaped; and an answer can be made again only if the same sources always give the same prompt, so that
 * the fence cannot be random. It is therefore named like a MIME boundary: such that no text holds it.
 */

const FENCE = 'source';
/** Anything that reads as a fence: white space, case and wide forms do not make it another. */
const LOOKS_FENCED = /[<＜‹〈]\s*[/／]?\s*source/iu;
const NUMBERED = /source-(\d{1,6})/giu;

/** The name of the element around sources: "source", or "source-2", "source-3", … where a text holds that. */
export function fenceFor(texts: readonly string[]): string {
  if (!texts.some((text) => LOOKS_FENCED.test(text))) return FENCE;
  const taken = new Set<number>();
  for (const text of texts) {
    for (const [, number] of text.matchAll(NUMBERED)) taken.add(Number(number));
  }
  let free = 2;
  while (taken.has(free)) free++;
  return `${FENCE}-${free}`;
}
