const SECTOR_BYTES = 512;
const ENTRY_BYTES = 128;
const NONE = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;
const TABLE_SECTOR = 0xfffffffd;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;

/**
 * An OLE2 container with empty streams of these names in its root, and those of `within` in a storage that
 * is named as the first of them.
 */
export function oleOf(names: readonly string[], within: readonly string[] = []): Uint8Array {
  const all = ['Root Entry', ...names, ...within];
  const directorySectors = Math.ceil((all.length * ENTRY_BYTES) / SECTOR_BYTES);
  const header = Buffer.alloc(SECTOR_BYTES);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR_BYTES, 0xff);
  table.writeUInt32LE(TABLE_SECTOR, 0);
  for (let sector = 1; sector <= directorySectors; sector++) {
    table.writeUInt32LE(sector === directorySectors ? END_OF_CHAIN : sector + 1, sector * 4);
  }
  const directory = Buffer.alloc(directorySectors * SECTOR_BYTES);
  all.forEach((name, id) => {
    const entry = directory.subarray(id * ENTRY_BYTES, (id + 1) * ENTRY_BYTES);
    entry.write(name, 'utf16le');
    entry.writeUInt16LE((name.length + 1) * 2, 64);
    const isStorage = id === 1 && within.length > 0;
    entry[66] = id === 0 ? ROOT : isStorage ? STORAGE : STREAM;
    // Each is the right neighbour of the one before it, in the root and in the storage.
    const isLast = id === 0 || id === names.length || id === all.length - 1;
    entry.writeUInt32LE(NONE, 68);
    entry.writeUInt32LE(isLast ? NONE : id + 1, 72);
    entry.writeUInt32LE(id === 0 ? 1 : isStorage ? names.length + 1 : NONE, 76);
  });
  return Buffer.concat([header, table, directory]);
}
