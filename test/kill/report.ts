import type { Hit } from './compare.ts';
import type { Wound } from './inspect.ts';
import type { KillReport } from './run.ts';

const HITS: readonly Hit[] = [
  'nothing in flight',
  'not committed',
  'committed in part',
  'committed, not told',
];

/** What was killed and what the kills met, as text. */
export function formatReport({ seed, wounds, findings, durationMs }: KillReport): string {
  const all = [...wounds.values()].flat();
  return [
    `${all.length} kills, seed ${seed}, in ${(durationMs / 1000).toFixed(0)} s; what was in flight:`,
    ...[...wounds].map(([kind, ofKind]) => `  ${kind}: ${ofKind.length}: ${metBy(ofKind)}`),
    findings.length === 0 ? 'Nothing was found.' : `${findings.length} findings:`,
    ...findings.map((finding) => `  ${finding}`),
  ].join('\n');
}

function metBy(wounds: readonly Wound[]): string {
  const counted: readonly (readonly [string, number])[] = [
    ...HITS.map((hit) => [hit, wounds.filter((wound) => wound.hit === hit).length] as const),
    ['within a transaction', wounds.filter(({ inTransaction }) => inTransaction).length],
    ...notesOf(wounds),
  ];
  return counted
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

/** How many kills left each thing that the next start puts in order. */
function notesOf(wounds: readonly Wound[]): [string, number][] {
  const notes = new Set(wounds.flatMap((wound) => wound.notes));
  return [...notes].map((note) => [
    note,
    wounds.filter((wound) => wound.notes.includes(note)).length,
  ]);
}
