import type { Kind } from '../types.ts';
import { FALSE_EVIDENCE, type FalseEvidence, type Surroundings } from './false-evidence.ts';
import { FALSE_VALUES } from './false-values.ts';
import { FALSE_WORDINGS } from './false-wordings.ts';
import { OTHER_NAME, SWAPPED_NAMES } from './names.ts';
import type { Rewording } from './rewording.ts';
import { RIDERS, withRider } from './riders.ts';
import type { TrueClaim } from './true-claims.ts';

/** @returns null where the claim has nothing of the kind */
export type Corruption = (
  claim: TrueClaim,
  around: Surroundings,
  random: () => number,
) => FalseEvidence | null;

/** The claim is changed, its evidence left as it is. */
function rewording(rule: string, reword: Rewording): Corruption {
  return ({ claim, quotes, statement }, _, random) => {
    const changed = reword(claim, random);
    if (changed === null || changed === claim) return null;
    return { claim: changed, documentId: statement.documentId, quotes, cited: quotes, rule };
  };
}

const swapped = rewording('two names exchanged', SWAPPED_NAMES);
const renamed = rewording('another name of its sort', OTHER_NAME);

/** @param turn counts up, so that every rider is used as often as another */
function rider(turn: () => number): Corruption {
  return (claim, around, random) => {
    const words = RIDERS[turn() % RIDERS.length] ?? '';
    return rewording('rider', (text) => withRider(text, words))(claim, around, random);
  };
}

/** For each kind what makes a true claim false. */
export function createCorruptions(): Readonly<Record<Kind, Corruption>> {
  let turn = 0;
  const worded = Object.fromEntries(
    Object.entries({ ...FALSE_VALUES, ...FALSE_WORDINGS }).map(([kind, reword]) => [
      kind,
      rewording(kind, reword),
    ]),
  ) as Record<keyof typeof FALSE_VALUES | keyof typeof FALSE_WORDINGS, Corruption>;
  return {
    ...worded,
    ...FALSE_EVIDENCE,
    name: (...given) => swapped(...given) ?? renamed(...given),
    rider: rider(() => turn++),
  };
}
