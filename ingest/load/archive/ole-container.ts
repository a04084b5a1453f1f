import { FootnoteError } from '../../../src/core/errors.ts';

/** The streams in the root of an OLE2 container; those in its storages are not looked at. */
export interface OleContainer {
  /** In small letters. */
  readonly names: readonly string[];
  /** Null when there is no such stream. @throws CORRUPT_DOCUMENT when it is not whole */
  read(name: string): Uint8Array | null;
}

interface Sectors {
  readonly view: DataView;
  readonly sectorBytes: number;
  /** Sector after each sector, by chains through the file. */
  readonly next: (sector: number) => number;
}

const HEADER_BYTES = 512;
/** Places in the header for the sectors of the allocation table; further ones hang on a chain. */
const TABLE_SECTORS_IN_HEADER = 109;
const ENTRY_BYTES = 128;
const MINI_SECTOR_BYTES = 64;
/** Smaller streams stand in a stream of their own, in smaller sectors. */
const MINI_STREAM_BELOW = 4096;
const NO_ENTRY = 0xffffffff;
/** Sector numbers from here on mark ends and free places. */
const LAST_SECTOR = 0xfffffffa;

/**
 * Source: [MS-CFB] §2.
 * @throws CORRUPT_DOCUMENT
 */
export function openOle(bytes: Uint8Array): OleContainer {
  return orCorrupt(() => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const sectors = openSectors(view);
    const directory = readChain(sectors, view.getUint32(48, true));
    const entries = rootEntries(new DataView(directory.buffer));
    return {
      names: [...entries.keys()],
      read(name) {
        const entry = entries.get(name);
        return entry === undefined ? null : orCorrupt(() => readStream(sectors, directory, entry));
      },
    };
  });
}

/** An offset beyond the end of the file says that the file is damaged. */
function orCorrupt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw corrupt(error);
    throw error;
  }
}

function corrupt(cause?: unknown): FootnoteError {
  const detail = 'The document should be an OLE2 container, but it is not whole.';
  return new FootnoteError('CORRUPT_DOCUMENT', {}, { detail, cause });
}

function openSectors(view: DataView): Sectors {
  const sectorBytes = 1 << view.getUint16(30, true);
  // The only sizes that there are.
  if (sectorBytes !== 512 && sectorBytes !== 4096) throw corrupt();
  const table = tableSectors(view, sectorBytes);
  const perSector = sectorBytes / 4;
  return {
    view,
    sectorBytes,
    next(sector) {
      const holder = table[Math.floor(sector / perSector)] ?? NO_ENTRY;
      return view.getUint32(offsetOf(holder, sectorBytes) + (sector % perSector) * 4, true);
    },
  };
}

function offsetOf(sector: number, sectorBytes: number): number {
  return Math.max(HEADER_BYTES, sectorBytes) + sector * sectorBytes;
}

function tableSectors(view: DataView, sectorBytes: number): number[] {
  const sectors = Array.from({ length: TABLE_SECTORS_IN_HEADER }, (_, index) =>
    view.getUint32(76 + index * 4, true),
  );
  const perSector = sectorBytes / 4 - 1;
  let holder = view.getUint32(68, true);
  // One that is longer than the file runs in a circle.
  while (holder < LAST_SECTOR && sectors.length * sectorBytes <= view.byteLength) {
    const at = offsetOf(holder, sectorBytes);
    for (let index = 0; index < perSector; index++) {
      sectors.push(view.getUint32(at + index * 4, true));
    }
    holder = view.getUint32(at + perSector * 4, true);
  }
  return sectors;
}

/** The bytes of a chain of sectors. The last one may be cut off by the end of the file. */
function readChain({ view, sectorBytes, next }: Sectors, first: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const most = Math.ceil(view.byteLength / sectorBytes);
  for (let sector = first; sector < LAST_SECTOR; sector = next(sector)) {
    const at = offsetOf(sector, sectorBytes);
    if (parts.length === most || at >= view.byteLength) throw corrupt();
    const length = Math.min(sectorBytes, view.byteLength - at);
    parts.push(new Uint8Array(view.buffer, view.byteOffset + at, length));
  }
  return Uint8Array.from(Buffer.concat(parts));
}

/** Offsets in the directory, by name. The root's entries are a tree. */
function rootEntries(directory: DataView): Map<string, number> {
  const entries = new Map<string, number>();
  const seen = new Set<number>();
  const open = [directory.getUint32(76, true)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === NO_ENTRY || seen.has(id)) continue;
    seen.add(id);
    const at = id * ENTRY_BYTES;
    entries.set(nameAt(directory, at), at);
    open.push(directory.getUint32(at + 68, true), directory.getUint32(at + 72, true));
  }
  return entries;
}

function nameAt(directory: DataView, at: number): string {
  // Its length is in bytes and counts the closing zero.
  const units = Math.min(32, directory.getUint16(at + 64, true) / 2) - 1;
  const codes = Array.from({ length: Math.max(0, units) }, (_, index) =>
    directory.getUint16(at + index * 2, true),
  );
  return String.fromCharCode(...codes).toLowerCase();
}

function readStream(sectors: Sectors, directory: Uint8Array, entry: number): Uint8Array {
  const entries = new DataView(directory.buffer);
  const first = entries.getUint32(entry + 116, true);
  const bytes = entries.getUint32(entry + 120, true);
  const stream =
    bytes < MINI_STREAM_BELOW
      ? readChain(openMiniSectors(sectors, entries), first)
      : readChain(sectors, first);
  if (stream.length < bytes) throw corrupt();
  return stream.subarray(0, bytes);
}

/** The root's own stream, as a file of small sectors. */
function openMiniSectors(sectors: Sectors, entries: DataView): Sectors {
  const mini = readChain(sectors, entries.getUint32(116, true));
  const table = readChain(sectors, sectors.view.getUint32(60, true));
  const next = new DataView(table.buffer);
  // Sectors are found behind a header, which this stream does not have.
  const file = Buffer.concat([Buffer.alloc(HEADER_BYTES), mini]);
  return {
    view: new DataView(file.buffer, file.byteOffset, file.byteLength),
    sectorBytes: MINI_SECTOR_BYTES,
    next: (sector) => next.getUint32(sector * 4, true),
  };
}
