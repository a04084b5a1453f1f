import { shareOf } from './exceptions.ts';
import type { Clause, Denial } from './types.ts';

/*
 * Denials of a claim against those of its quotes, by the words next to each. A scope that cannot be told for
 * sure is taken both ways, so that only what is turned round without doubt fails.
 */

/** Concepts of the clauses that may be taken as denied, and of those that are affirmed for sure. */
function scopesOf(clauses: readonly Clause[]) {
  const denied = new Set<string>();
  const affirmed = new Set<string>();
  for (const { words, denials, restricted } of clauses) {
    const scope = denials.length > 0 || restricted ? denied : affirmed;
    for (const concept of words.keys()) scope.add(concept);
    for (const { focus } of denials) for (const concept of focus) denied.add(concept);
  }
  return { denied, affirmed };
}

function mayDeny({ denials, restricted, hedges }: Clause): boolean {
  return denials.length > 0 || restricted || hedges.size > 0;
}

/** "Not until May" may be put as "from May"; "not only", "not by itself" as what else there is. */
function mayBeTurned({ restricted, turners }: Clause): boolean {
  return restricted || turners.has('until') || turners.has('before');
}

/** A denial that stands alone in its clause; two may cancel out, and an exception denies only in part. */
function onlyDenial({ denials }: Clause): Denial | null {
  const [denial, ...others] = denials;
  return denial === undefined || others.length > 0 || denial.exceptive ? null : denial;
}

/** Whether a claim denies what its quotes affirm, and deny nowhere. */
export function addsDenial(
  said: readonly Clause[],
  held: readonly Clause[],
  agreed: ReadonlySet<Denial>,
): boolean {
  const { denied, affirmed } = scopesOf(held);
  const conditions = scopesOf(held.filter(({ kind }) => kind === 'condition'));
  const quotesMayDeny = held.some(mayDeny);
  const limited = new Set(said.filter(mayBeTurned).map(({ statement }) => statement));
  // A table that says "no" in a cell may deny anything of its row.
  if (held.some(({ denials }) => denials.some(({ focus }) => focus.length === 0))) return false;
  return said.some((clause) => {
    const denial = onlyDenial(clause);
    if (denial === null || agreed.has(denial) || nearestDenies(clause, held)) return false;
    if (denial.focus.some((concept) => denied.has(concept))) return false;
    if (limited.has(clause.statement)) return false;
    // What "may be left out" need not be there.
    if (clause.modals.has('neednot') && held.some(({ modals }) => modals.has('may'))) return false;
    const against = clause.kind === 'condition' ? conditions.affirmed : affirmed;
    if (denial.focus.some((concept) => against.has(concept))) return true;
    return denial.plain && clause.hedges.size === 0 && !quotesMayDeny;
  });
}

/** Share of a clause's words that a claim must repeat to be taken to speak of it. */
const SPOKEN_OF = 0.4;

/** Whether a claim affirms what a clause of its quotes denies. */
export function dropsDenial(
  said: readonly Clause[],
  held: readonly Clause[],
  agreed: ReadonlySet<Denial>,
): boolean {
  const { denied, affirmed } = scopesOf(said);
  const quoted = scopesOf(held);
  const spoken = new Set([...denied, ...affirmed]);
  const claimMayDeny = said.some(mayDeny);
  const shares = held.map((clause) => shareOf(clause, spoken));
  const most = Math.max(...shares);
  return held.some((clause, index) => {
    const denial = onlyDenial(clause);
    if (denial === null || denial.focus.length === 0 || agreed.has(denial)) return false;
    if (denial.focus.some((concept) => denied.has(concept))) return false;
    const share = shares[index] ?? 0;
    const turned = denial.focus.filter(
      (concept) => affirmed.has(concept) && !quoted.affirmed.has(concept),
    );
    if (turned.length > 1) return true;
    // The word next to a denial is what it denies; the one behind that may be told elsewhere.
    if (turned[0] !== undefined && turned[0] === denial.focus[0] && share >= SPOKEN_OF) return true;
    return (
      !claimMayDeny &&
      clause.kind === 'main' &&
      clause.words.size > 1 &&
      share === most &&
      share >= SPOKEN_OF
    );
  });
}

/** Whether, of the clauses that share most with one of a claim, one denies. */
function nearestDenies(clause: Clause, held: readonly Clause[]): boolean {
  let denies = false;
  let most = 0;
  for (const { words, denials } of held) {
    let shared = 0;
    for (const [concept, weight] of clause.words) if (words.has(concept)) shared += weight;
    if (shared > most) [denies, most] = [denials.length > 0, shared];
    else if (shared === most && shared > 0) denies ||= denials.length > 0;
  }
  return denies;
}
