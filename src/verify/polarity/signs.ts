import type { Clause, Denial } from './types.ts';

/*
 * Whether statements that speak of the same are affirmed and denied alike. A paraphrase keeps the count of
 * denials even or odd: "unless you pay" is "if you do not pay", "refused" is "not accepted", and who is "not
 * admitted without a ticket" is "admitted with one".
 */

/** What is said, with its conditions and exceptions; or what follows from one of them. */
interface Statement {
  readonly clauses: readonly Clause[];
  readonly words: ReadonlyMap<string, number>;
  readonly weight: number;
}

function statement(clauses: readonly Clause[]): Statement {
  const words = new Map(clauses.flatMap((clause) => [...clause.words]));
  return { clauses, words, weight: sum(words.values()) };
}

function statementsOf(clauses: readonly Clause[]): Statement[] {
  const groups = new Map<number, Clause[]>();
  for (const clause of clauses) {
    const group = groups.get(clause.statement);
    if (group === undefined) groups.set(clause.statement, [clause]);
    else group.push(clause);
  }
  return [...groups.values()].map((group) => statement(group));
}

/** Least share of the lighter of two statements that both hold, to be compared. */
const SAME = 0.6;
/** Least weight that both hold. */
const ENOUGH = 1;
/** How near to the best another statement comes that speaks of the same as well. */
const NEAR = 0.85;
/** At most so many are compared: a text may say one thing without end. */
const MAX_NEAR = 8;
const MAX_DENIALS = 200;

/** What comes of comparing. */
export interface Signs {
  /** A statement of the claim is denied where the one that it repeats is not, or the other way round. */
  readonly turned: boolean;
  /** Denials of both texts that were counted where two statements are of one sign. */
  readonly agreed: ReadonlySet<Denial>;
}

export function compareSigns(said: readonly Clause[], held: readonly Clause[]): Signs {
  const quoted = statementsOf(held);
  const all = [...quoted, ...implied(quoted)];
  const ofTheCase = said.filter(isOfTheCase);
  const saidDenied = denialsIn(ofTheCase).slice(0, MAX_DENIALS);
  const heldDenied = denialsIn(held.filter(isOfTheCase)).slice(0, MAX_DENIALS);
  const agreed = new Set<Denial>();
  let turned = false;
  for (const one of statementsOf(ofTheCase)) {
    const likeness = all.map((other) => likenessOf(one, other));
    const most = Math.max(0, ...likeness);
    if (most === 0) continue;
    const near = all.filter((_, index) => (likeness[index] ?? 0) >= NEAR * most).slice(0, MAX_NEAR);
    const signs = near.map((other) => compare(one, other, saidDenied, heldDenied));
    if (signs.every((sign) => sign === 'turned')) turned = true;
    near.forEach((other, index) => {
      if (signs[index] !== 'same') return;
      const counted = [...denialsOf(one, other), ...denialsOf(other, one)];
      for (const denial of counted) agreed.add(denial);
    });
  }
  return { turned, agreed };
}

/** What is said "otherwise" is of the opposite case, so its denials are not counted with the others. */
function isOfTheCase({ hedges }: Clause): boolean {
  return !hedges.has('otherwise');
}

/** "Meals are included, drinks are not", "but not in May": such a statement goes on with the one before. */
function implied(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((one, index) => {
    const before = statements[index - 1];
    const [first, ...others] = one.clauses;
    if (before === undefined || first === undefined || others.length > 0) return [];
    if (first.sentence !== before.clauses[0]?.sentence || first.denials.length === 0) return [];
    const goesOn = !first.finite || first.words.size <= 2;
    return goesOn ? [statement([...before.clauses, first])] : [];
  });
}

function likenessOf(one: Statement, other: Statement): number {
  const shared = sharedBy(one.words, other.words);
  if (shared < ENOUGH || shared < SAME * Math.min(one.weight, other.weight)) return 0;
  return shared / (one.weight + other.weight - shared);
}

function denialsIn(clauses: readonly Clause[]): Denial[] {
  return clauses.flatMap(({ denials }) => denials);
}

/** Denials that another text does not repeat, each of its own only once. */
function unrepeated(denials: readonly Denial[], others: readonly Denial[]): Denial[] {
  const free = new Set(others);
  return denials.filter((denial) => {
    for (const other of free) {
      if (repeats(denial, other)) return !free.delete(other);
    }
    return true;
  });
}

/** "Unless" may be put as "without" or "if not"; one word that both deny is then too little. */
function repeats(one: Denial, other: Denial): boolean {
  const shared = one.focus.filter((concept) => other.focus.includes(concept)).length;
  return shared > (one.exceptive === other.exceptive ? 0 : 1);
}

function compare(
  one: Statement,
  other: Statement,
  saidDenied: readonly Denial[],
  heldDenied: readonly Denial[],
): 'same' | 'turned' | 'unknown' {
  const denied = countOf(one, other, heldDenied);
  const quoted = countOf(other, one, saidDenied);
  if (denied === null || quoted === null) return 'unknown';
  if (denied % 2 === quoted % 2) return 'same';
  const mayAgree = denied < quoted ? hedged(one, other) : hedged(other, one);
  return mayAgree ? 'unknown' : 'turned';
}

/** Whether a statement has a word that may stand for a denial of the other. */
function hedged(one: Statement, other: Statement): boolean {
  const own = (
    read: (clause: Clause) => ReadonlySet<string>,
    here: Statement,
    there: Statement,
  ) => {
    const known = new Set(there.clauses.flatMap((clause) => [...read(clause)]));
    return here.clauses.some((clause) => [...read(clause)].some((word) => !known.has(word)));
  };
  const turners = ({ turners: words }: Clause): ReadonlySet<string> => words;
  return (
    own(({ hedges }) => hedges, one, other) ||
    (own(turners, one, other) && own(turners, other, one))
  );
}

/** How many denials of a statement the other text does not repeat; null where it does not speak of one. */
function countOf(one: Statement, other: Statement, others: readonly Denial[]): number | null {
  const own = unrepeated(denialsOf(one, other), others);
  const isKnown = own.every(({ focus }) => focus.some((concept) => other.words.has(concept)));
  return isKnown ? own.length : null;
}

/** Denials of a statement; those of its conditions as far as the other speaks of them. */
function denialsOf({ clauses }: Statement, other: Statement): Denial[] {
  const main = new Set(
    clauses.filter(({ kind }) => kind === 'main').flatMap(({ words }) => [...words.keys()]),
  );
  const counted = clauses.filter(({ kind, words, denials }) => {
    if (kind === 'main') return true;
    const own = new Map([...words].filter(([concept]) => !main.has(concept)));
    const against = kind === 'condition' ? conditionWords(other) : other.words;
    if (own.size === 0) return denials.every(({ exceptive }) => !exceptive);
    return 2 * sharedBy(own, against) >= sum(own.values());
  });
  return denialsIn(counted);
}

function conditionWords({ clauses }: Statement): ReadonlyMap<string, number> {
  return new Map(
    clauses
      .filter(({ kind }) => kind === 'condition' || kind === 'exception')
      .flatMap(({ words }) => [...words]),
  );
}

function sharedBy(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  return sum([...one].map(([concept, weight]) => (other.has(concept) ? weight : 0)));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
