import { chooseUnits } from './choose-units.ts';
import { toClaim } from './read-as.ts';
import { recommend } from './recommend.ts';
import type { DraftClaim, GenerateRequest, Generator } from './types.ts';

/*
 * Answers in the documents' own words: of the best passages, the few sentences, rows or entries that
 * answer the question. It writes nothing, so it can make nothing up.
 */

export function createExtractiveGenerator(): Generator {
  return {
    id: 'extractive',
    declines: false,
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for models
    async *generate(request) {
      const titles = request.sources.some(({ reasons }) => reasons !== null);
      const claims = titles ? recommend(request) : extract(request);
      for (const claim of claims) yield { type: 'claim', ...claim };
    },
  };
}

/** The claims for a question, in reading order: passage by passage, best first, each as it runs. */
export function extract(request: GenerateRequest): DraftClaim[] {
  const chosen = chooseUnits(request);
  const order = new Map<number, number>();
  for (const { source } of chosen) if (!order.has(source)) order.set(source, order.size);
  return chosen
    .toSorted((a, b) => (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0) || a.unit - b.unit)
    .map(({ source, unit }) => toClaim(request.sources, source, unit));
}
