/** Texts in one request; well within what compatible servers take. */
const MAX_TEXTS = 64;
/**
 * Bytes of UTF-8 in one request. No tokenizer in use makes more tokens than bytes, so that this keeps within
 * OpenAI's limit of 300,000 tokens a request without loading a tokenizer, which would be another model's.
 */
const MAX_BYTES = 250_000;

/** Texts in order, in batches that an endpoint takes; a text that is longer goes alone. */
export function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    const more = Buffer.byteLength(text);
    if (batch.length === 0 || batch.length === MAX_TEXTS || bytes + more > MAX_BYTES) {
      batches.push((batch = []));
      bytes = 0;
    }
    batch.push(text);
    bytes += more;
  }
  return batches;
}
