import type { ExtractionWriter } from '../extraction.ts';
import type { Markers } from './markers.ts';

/** Entries nested deeper stand as deep as this, so that indents do not outgrow the text. */
const MAX_DEPTH = 12;

/** An entry of a list that is being read. */
interface OpenEntry {
  readonly marker: string;
  /** How many entries with words it is nested in, within the list that was being written. */
  readonly depth: number;
  /** Number of the written list that it is part of. */
  list: number;
  /** Its place in that list; null before its first words. */
  place: number | null;
}

interface PendingEntry {
  readonly lines: string[];
  readonly marker: string;
  readonly depth: number;
}

/** Writes lists as flat entries. What is no entry (code, a table) parts a list; the markers go on after it. */
export interface ListWriter {
  openList(markers: Markers): void;
  closeList(): void;
  /** @param value the number that the entry states; null when it states none */
  openEntry(value: string | null): void;
  /** A description stands one deeper than the term before it. */
  openDescription(): void;
  closeEntry(): void;
  /** The marker of the innermost entry if it has no words yet, for whoever writes them; else null. */
  takeMarker(): string | null;
  /** A paragraph of the innermost entry. */
  write(text: string): void;
  /** Writes the list as far as it has come, so that something else can follow. */
  end(): void;
}

export function createListWriter(writer: ExtractionWriter): ListWriter {
  const lists: { markers: Markers; lastEntry: OpenEntry | null }[] = [];
  const open: OpenEntry[] = [];
  let pending: PendingEntry[] = [];
  let list = 0;

  const end = (): void => {
    if (pending.length === 0) return;
    writer.list(pending.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n') })));
    pending = [];
    list++;
  };

  const begin = (marker: string, outer: OpenEntry | null): OpenEntry => {
    const depth = outer === null || outer.list !== list ? 0 : depthBelow(outer);
    const entry: OpenEntry = { marker, depth, list, place: null };
    open.push(entry);
    return entry;
  };

  const writeFirst = (entry: OpenEntry, text: string): void => {
    const depth = entry.list === list ? entry.depth : 0;
    entry.list = list;
    entry.place = pending.push({ lines: [text], marker: entry.marker, depth }) - 1;
  };

  return {
    openList: (markers) => void lists.push({ markers, lastEntry: null }),
    closeList() {
      lists.pop();
      if (lists.length === 0) end();
    },
    openEntry(value) {
      const own = lists.at(-1);
      const entry = begin(own?.markers.next(value) ?? '-', open.at(-1) ?? null);
      if (own) own.lastEntry = entry;
    },
    openDescription: () => void begin('-', lists.at(-1)?.lastEntry ?? open.at(-1) ?? null),
    closeEntry: () => void open.pop(),
    takeMarker() {
      const entry = open.at(-1);
      if (entry === undefined || entry.place !== null) return null;
      entry.place = 0;
      entry.list = -1;
      return entry.marker;
    },
    write(text) {
      const entry = open.at(-1);
      if (entry?.place === null) {
        writeFirst(entry, text);
      } else if (entry?.list === list && entry.place === pending.length - 1) {
        pending.at(-1)?.lines.push(text);
      } else {
        end();
        writer.paragraph(text);
      }
    },
    end,
  };
}

function depthBelow({ place, depth }: OpenEntry): number {
  return Math.min(place === null ? depth : depth + 1, MAX_DEPTH);
}
