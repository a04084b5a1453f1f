import { inflateRawSync, inflateSync } from 'node:zlib';

const MAX_INFLATED_BYTES = 2 ** 26;

/** What the compressed members of a file hold: gzip, zlib streams, and files of zip archives. */
export function* membersOf(bytes: Buffer): Generator<{ kind: string; content: Buffer }> {
  const kinds = [
    { kind: 'gzip', magic: [0x1f, 0x8b, 0x08], open: inflateGzipMember },
    ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({
      kind: 'zlib',
      magic: [0x78, level],
      open: inflateSync,
    })),
    { kind: 'zip', magic: [0x50, 0x4b, 0x03, 0x04], open: inflateZipMember },
  ];
  for (const { kind, magic, open } of kinds) {
    for (const at of placesOf(bytes, Buffer.from(magic))) {
      try {
        yield { kind, content: open(bytes.subarray(at), { maxOutputLength: MAX_INFLATED_BYTES }) };
      } catch {
        // Bytes that only look like the beginning of one.
      }
    }
  }
}

/** What stands after the member does not matter, unlike to `gunzipSync`. */
function inflateGzipMember(member: Buffer, options: { maxOutputLength: number }): Buffer {
  const flags = member[3] ?? 0;
  let content = 10;
  if (flags & 4) content += 2 + member.readUInt16LE(content);
  if (flags & 8) content = member.indexOf(0, content) + 1;
  if (flags & 16) content = member.indexOf(0, content) + 1;
  if (flags & 2) content += 2;
  return inflateRawSync(member.subarray(content), options);
}

function inflateZipMember(member: Buffer, options: { maxOutputLength: number }): Buffer {
  const content = 30 + member.readUInt16LE(26) + member.readUInt16LE(28);
  return inflateRawSync(member.subarray(content), options);
}

/** Where the needle stands. */
export function placesOf(bytes: Buffer, needle: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
    places.push(at);
  }
  return places;
}
