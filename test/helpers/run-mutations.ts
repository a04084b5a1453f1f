import { createHash } from 'node:crypto';
import { statedFormat } from '../../ingest/load/formats.ts';
import { createParser } from '../../ingest/load/parser.ts';
import { FootnoteError, type ErrorCode } from '../../src/core/errors.ts';
import { flawsOf } from './document-flaws.ts';
import { createRandom, mutate } from './mutations.ts';
import { seedDocuments, type SeedDocument } from './seed-documents.ts';

/** What a file may be refused for; anything else is a fault of the program. */
const REFUSALS: readonly ErrorCode[] = [
  'UNSUPPORTED_FORMAT',
  'DOCUMENT_TOO_LARGE',
  'CORRUPT_DOCUMENT',
  'ENCRYPTED',
  'NO_TEXT',
  'INVALID_ENCODING',
  'INVALID_FRONT_MATTER',
  'PARSE_TIMEOUT',
  'PARSE_OUT_OF_MEMORY',
];
const LIMITS = { timeoutMs: 5000, memoryMb: 256 };
/** The process that hangs is ended, and another one started, within so much more. */
const GRACE_MS = 5000;
const SLOWEST = 5;

export interface MutationReport {
  /** How many documents came to what: `parsed`, or a code. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Files that were read wrongly or not refused as they should be, and what is wrong. */
  readonly faults: readonly string[];
  /** `name: milliseconds (outcome)`. */
  readonly slowest: readonly string[];
}

/** One damaged file. */
export interface MutatedDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Damages valid files and reads them with the real parser.
 * @param onFault is given the file, so that it can be kept
 */
export async function runMutations(
  { documents, seed }: { documents: number; seed: number },
  onFault: (document: MutatedDocument, fault: string) => void = () => undefined,
): Promise<MutationReport> {
  const seeds = await seedDocuments();
  const formats = byFormat(seeds);
  const parser = createParser(LIMITS);
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const took: { ms: number; what: string }[] = [];
  try {
    for (let index = 0; index < documents; index++) {
      // Each has a seed of its own, so that one can be made again without those before it.
      const random = createRandom(seed + index * 7919);
      const origin = originOf(formats, index);
      const bytes = mutate(origin, random, seeds);
      const name = `${index}-${origin.name}`;
      const started = performance.now();
      const { outcome, fault } = await outcomeOf(parser, { name, bytes });
      const ms = performance.now() - started;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      took.push({ ms, what: `${name} ${digest(bytes)}: ${Math.round(ms)} ms (${outcome})` });
      const flaw = fault ?? (ms > LIMITS.timeoutMs + GRACE_MS ? 'it hung' : null);
      if (flaw === null) continue;
      faults.push(`${name}: ${flaw}`);
      onFault({ name, bytes }, flaw);
    }
  } finally {
    await parser.close();
  }
  took.sort((a, b) => b.ms - a.ms);
  return { outcomes, faults, slowest: took.slice(0, SLOWEST).map(({ what }) => what) };
}

function byFormat(seeds: readonly SeedDocument[]): SeedDocument[][] {
  const formats = new Map<string, SeedDocument[]>();
  for (const seed of seeds) {
    const name = statedFormat(null, seed.name)?.name ?? '';
    formats.set(name, [...(formats.get(name) ?? []), seed]);
  }
  return [...formats.values()];
}

/** Each format in turn, however many files of it there are. */
function originOf(formats: readonly SeedDocument[][], index: number): SeedDocument {
  const files = formats[index % formats.length] ?? [];
  return files[Math.floor(index / formats.length) % files.length] as SeedDocument;
}

async function outcomeOf(
  parser: ReturnType<typeof createParser>,
  { name, bytes }: MutatedDocument,
): Promise<{ outcome: string; fault: string | null }> {
  try {
    const document = await parser.parse({ bytes, path: `fuzz/${name}`, mediaType: null });
    const flaws = flawsOf(document);
    return { outcome: 'parsed', fault: flaws.length > 0 ? flaws.join(', ') : null };
  } catch (error) {
    if (!(error instanceof FootnoteError)) return { outcome: 'thrown', fault: String(error) };
    const { code, details } = error;
    if (!REFUSALS.includes(code)) return { outcome: code, fault: `refused with ${code}` };
    // A bug of a loader is told to users as a corrupt file, with what it threw.
    const bug = 'cause' in details ? `a loader threw ${String(details['cause'])}` : null;
    return { outcome: code, fault: bug };
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
