/** Takes of the candidates in their order, with a limit for each document that rises until there are enough. */
export function chooseSpread<Candidate, Made>(
  candidates: readonly Candidate[],
  wanted: number,
  make: (candidate: Candidate) => Made | null,
  documentOf: (candidate: Candidate) => string,
): Made[] {
  const made: Made[] = [];
  const used = new Map<string, number>();
  const done = new Set<Candidate>();
  for (const limit of LIMITS) {
    for (const candidate of candidates) {
      if (made.length >= wanted) return made;
      const document = documentOf(candidate);
      if (done.has(candidate) || (used.get(document) ?? 0) >= limit) continue;
      const one = make(candidate);
      if (one === null) continue;
      made.push(one);
      done.add(candidate);
      used.set(document, (used.get(document) ?? 0) + 1);
    }
  }
  return made;
}

/** Claims of one kind, or by one rule, that a document gives; the next one when there are too few. */
const LIMITS = [1, 2, 4, 8, 16];
