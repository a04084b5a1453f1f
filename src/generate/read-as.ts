import { renderRecord, renderRow, stripInlineMarkup } from '../core/markup.ts';
import { readSpan } from '../core/read-span.ts';
import type { UnitKind } from '../store/types.ts';
import type { DraftClaim, Source } from './types.ts';

/** A unit of a source: where it is among the sources, counted from 0. */
export interface UnitPlace {
  readonly source: number;
  readonly unit: number;
  readonly kind: UnitKind;
}

/** A row or a record, which stands beside its neighbours and does not go on from them. */
export function isRow(kind: UnitKind): boolean {
  return kind === 'row' || kind === 'record';
}

/** A unit as a person reads it: rows and records with their header words, prose without markup. */
export function readAs(source: Source, index: number): string {
  const unit = source.units[index];
  if (unit === undefined) return '';
  const { passage } = source;
  const raw = readSpan(passage, unit);
  switch (unit.kind) {
    case 'row':
      return renderRow(passage.columns ?? [], raw);
    case 'record':
      return renderRecord(passage.record ?? {});
    case 'code':
      return raw;
    case 'sentence':
    case 'entry':
    case 'heading':
      return passage.mediaType === 'text/markdown' ? stripInlineMarkup(raw) : asPlain(raw);
  }
}

/** A unit as a claim that quotes it. */
export function toClaim(sources: readonly Source[], index: number, unit: number): DraftClaim {
  const source = sources[index] as Source;
  const { start, end, kind } = source.units[unit] as Source['units'][number];
  const quote = source.passage.revisionText.slice(start, end);
  return {
    text: readAs(source, unit),
    evidence: [{ source: index + 1, quote, start }],
    ownLine: kind !== 'sentence',
  };
}

/** Without marks of notes, which would read as marks of the answer. */
function asPlain(text: string): string {
  return text
    .replace(/\[\^[\w-]{1,40}\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
