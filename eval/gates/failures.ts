import { percent } from '../report.ts';
import { groupBy } from './group.ts';
import type { JudgedCase } from './judge.ts';

/**
 * The cases of split "tune" that the gates judged wrongly, in full, for those who work on the gates: true
 * claims that were dropped, and false ones that passed. Those of split "report" are never shown.
 */
export function describeFailures(judged: readonly JudgedCase[]): string {
  const tune = judged.filter(({ gateCase }) => gateCase.split === 'tune');
  const wrong = tune.filter(
    ({ gateCase, verdict }) => (gateCase.kind === null) !== (verdict === 'supported'),
  );
  const groups = groupBy(wrong, ({ gateCase }) => nameOf(gateCase));
  const all = groupBy(tune, ({ gateCase }) => nameOf(gateCase));
  return [...groups]
    .map(([name, cases]) => {
      const whole = all.get(name)?.length ?? 0;
      const head = `## ${name}: ${cases.length} of ${whole} wrong (${percent(cases.length / whole)})`;
      return [head, ...cases.map(describeCase)].join('\n\n');
    })
    .join('\n\n');
}

function nameOf({ kind, origin, rule }: JudgedCase['gateCase']): string {
  return kind === null ? `true claims dropped: ${origin}` : `${kind} passed: ${origin}, ${rule}`;
}

function describeCase({ gateCase, verdict, failed }: JudgedCase): string {
  const { id, documentId, rule, question, quotes, claim } = gateCase;
  return [
    `${id} (${rule}) ${verdict} ${failed.join(', ')}`,
    `  in       ${documentId}`,
    ...(question === null ? [] : [`  asked    ${question}`]),
    ...quotes.map((quote) => `  quote    ${quote}`),
    `  claim    ${claim}`,
  ].join('\n');
}
