import { createRandom } from '../../typos.ts';
import { createDocuments } from '../documents.ts';
import { groupBy } from '../group.ts';
import type { FalseLine, TrueLine } from '../kept-claims.ts';
import { KINDS, splitOf, type Kind } from '../types.ts';
import { chooseSpread } from './choose.ts';
import type { FalseEvidence, Surroundings } from './false-evidence.ts';
import { createCorruptions } from './false-claims.ts';
import { readStatements, type Statement } from './statements.ts';
import { shuffle } from './text.ts';
import { trueClaimsOf, type TrueClaim } from './true-claims.ts';

const SEED = 6_2026;
const FALSE_PER_KIND = 100;
const TRUE_PER_RULE = 55;
/** Nearest to what a model writes. */
const TRUE_MIXED = 200;

/** The claims that rules make of the corpora: the same every time, as long as these stay as they are. */
export async function makeClaims(
  corporaDir: string,
): Promise<{ trueLines: TrueLine[]; falseLines: FalseLine[] }> {
  const documents = createDocuments(corporaDir);
  const statements = await readStatements(corporaDir, documents);
  const texts = new Map<string, string>();
  for (const { documentId } of statements) {
    texts.set(documentId, (await documents.document(documentId)).text);
  }
  const random = createRandom(SEED);
  const pool = statements.flatMap((statement, index) =>
    trueClaimsOf(statement, nextOf(statements, index), random),
  );
  const surroundings = createSurroundings(statements, texts);
  const chosen = chooseTrue(shuffle(pool, random));
  const others = pool.filter((claim) => !chosen.includes(claim));
  const corrupted = corrupt([chosen, others], surroundings, random);
  const known = new Set([...chosen, ...corrupted.map(({ of }) => of)]);
  return {
    trueLines: [...known].map(toTrueLine).sort(byId),
    falseLines: corrupted.map(toFalseLine).sort(byId),
  };
}

function nextOf(statements: readonly Statement[], index: number): Statement | undefined {
  const next = statements[index + 1];
  return next?.documentId === statements[index]?.documentId ? next : undefined;
}

function createSurroundings(
  statements: readonly Statement[],
  texts: ReadonlyMap<string, string>,
): (claim: TrueClaim) => Surroundings {
  const byDocument = groupBy(statements, ({ documentId }) => documentId);
  const corpusOf = (documentId: string): string => documentId.split('/')[0] ?? '';
  const byCorpus = groupBy(
    statements.filter(({ content }) => content.kind === 'sentence'),
    ({ documentId }) => corpusOf(documentId),
  );
  return ({ statement: { documentId, number } }) => ({
    sameDocument: (byDocument.get(documentId) ?? []).filter((other) => other.number !== number),
    otherDocuments: (byCorpus.get(corpusOf(documentId)) ?? []).filter(
      (other) => other.documentId !== documentId,
    ),
    holds: (id, words) => texts.get(id)?.includes(words) ?? false,
  });
}

interface Corrupted extends FalseEvidence {
  readonly kind: Kind;
  readonly of: TrueClaim;
}

/**
 * A statement gives one claim of a kind at most.
 * @param pools in each of which claims are looked for when those before it had too few
 */
function corrupt(
  pools: readonly (readonly TrueClaim[])[],
  surroundings: (claim: TrueClaim) => Surroundings,
  random: () => number,
): Corrupted[] {
  const corruptions = createCorruptions();
  return KINDS.flatMap((kind) => {
    const told = new Set<number>();
    const make = (of: TrueClaim): Corrupted | null => {
      if (told.has(of.statement.number)) return null;
      const evidence = corruptions[kind](of, surroundings(of), random);
      if (evidence === null) return null;
      told.add(of.statement.number);
      return { kind, of, ...evidence };
    };
    const made: Corrupted[] = [];
    for (const pool of pools) {
      const missing = FALSE_PER_KIND - made.length;
      made.push(...chooseSpread(shuffle(pool, random), missing, make, documentOf));
    }
    return made;
  });
}

function chooseTrue(pool: readonly TrueClaim[]): TrueClaim[] {
  return [...groupBy(pool, ({ rule }) => rule)].flatMap(([rule, claims]) =>
    chooseSpread(
      claims,
      rule === 'mixed' ? TRUE_MIXED : TRUE_PER_RULE,
      (claim) => claim,
      documentOf,
    ),
  );
}

function documentOf({ statement }: TrueClaim): string {
  return statement.documentId;
}

function trueIdOf({ statement, rule }: TrueClaim): string {
  return `t-${String(statement.number).padStart(4, '0')}-${rule}`;
}

function toTrueLine(claim: TrueClaim): TrueLine {
  const { documentId, question } = claim.statement;
  const id = trueIdOf(claim);
  const { quotes, claim: text, rule } = claim;
  return { id, split: splitOf(id), documentId, quotes, question, claim: text, rule };
}

function toFalseLine({ kind, of, documentId, quotes, cited, claim, rule }: Corrupted): FalseLine {
  const trueId = trueIdOf(of);
  const id = `f${trueId.slice(1)}-${kind}`;
  const { question } = of.statement;
  const asQuoted = cited.every((words, index) => words === quotes[index]);
  return {
    id,
    split: splitOf(id),
    kind,
    of: trueId,
    documentId,
    quotes,
    ...(!asQuoted && { cited }),
    question,
    claim,
    rule,
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
