/*
 * A second look at a passage that BM25 found: words that stand side by side in the question and near each
 * other in the passage count more, and so does a stretch of the passage, about a sentence, that holds much
 * of the question at once.
 */

/** Tuned on the questions of split "tune" of SciFact, SQuAD and StackFAQ (`npm run eval -- retrieval`). */
const PROXIMITY = { weight: 1.3, saturation: 0.4, window: 6 };
/** Tuned likewise: .5 at 15 terms gained .030 on SQuAD, .007 on StackFAQ and nothing on SciFact. */
const STRETCH = { weight: 0.5, terms: 15 };

/** A word of the question, as it is found in passages. */
export interface WantedTerm {
  /** Term numbers that stand for it. */
  readonly numbers: readonly number[];
  /** Its idf times its say. */
  readonly mass: number;
}

/** What a passage gains by where the question's words stand in it, in units of idf. */
export function closeness(sequence: Int32Array, wanted: readonly WantedTerm[]): number {
  const positions = new Map<number, number[]>();
  for (const number of wanted.flatMap((term) => term.numbers)) positions.set(number, []);
  for (let at = 0; at < sequence.length; at++) positions.get(sequence[at] ?? -1)?.push(at);
  return (
    PROXIMITY.weight * proximity(positions, wanted) +
    STRETCH.weight * fullestStretch(positions, wanted)
  );
}

/** Where each wanted term number stands in a passage, ascending. */
type Positions = ReadonlyMap<number, readonly number[]>;

/**
 * Σ over neighbours in the question of min(mass) · c / (c + saturation), where c = Σ 1 / distance over the
 * places where both stand within the window.
 */
function proximity(positions: Positions, wanted: readonly WantedTerm[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < wanted.length; i++) {
    const [left, right] = [wanted[i] as WantedTerm, wanted[i + 1] as WantedTerm];
    let near = 0;
    for (const a of left.numbers) {
      for (const b of right.numbers) {
        if (a !== b) near += nearness(positions.get(a) ?? [], positions.get(b) ?? []);
      }
    }
    sum += (Math.min(left.mass, right.mass) * near) / (near + PROXIMITY.saturation);
  }
  return sum;
}

/** The largest mass of distinct question words within STRETCH.terms successive terms of the passage. */
function fullestStretch(positions: Positions, wanted: readonly WantedTerm[]): number {
  // The same word asked twice counts once.
  const distinct = [...new Map(wanted.map((term) => [term.numbers[0], term])).values()];
  const places = distinct
    .flatMap(({ numbers, mass }, term) =>
      numbers.flatMap((number) => (positions.get(number) ?? []).map((at) => ({ at, term, mass }))),
    )
    .sort((a, b) => a.at - b.at);
  const held = new Map<number, number>();
  const count = (term: number, by: 1 | -1): number => {
    const now = (held.get(term) ?? 0) + by;
    held.set(term, now);
    return now;
  };
  let [mass, fullest, from] = [0, 0, 0];
  for (const place of places) {
    if (count(place.term, 1) === 1) mass += place.mass;
    for (let first = places[from]; first !== undefined; first = places[++from]) {
      if (first.at >= place.at - STRETCH.terms) break;
      if (count(first.term, -1) === 0) mass -= first.mass;
    }
    fullest = Math.max(fullest, mass);
  }
  return fullest;
}

/** Σ 1 / distance over pairs within the window; both lists ascend. */
function nearness(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  let from = 0;
  for (const a of left) {
    while (from < right.length && (right[from] ?? 0) < a - PROXIMITY.window) from++;
    for (let i = from; i < right.length; i++) {
      const distance = Math.abs((right[i] ?? 0) - a);
      if (distance > PROXIMITY.window) break;
      if (distance > 0) sum += 1 / distance;
    }
  }
  return sum;
}
