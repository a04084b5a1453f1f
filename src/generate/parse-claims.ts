import { fold } from '../core/analyse.ts';
import { MalformedClaim } from './chat/claim-text.ts';
import { hasSourceMark, markedSentences, readMarkedSentence } from './chat/marked-sentences.ts';
import { readClaimObject } from './chat/read-claim.ts';
import { createOutputSplitter, type OutputPart } from './chat/split-output.ts';
import type { Evidence, GenerationEvent, Source } from './types.ts';

/*
 * What a chat model writes, as claims. Tolerant of the form (objects wherever they stand, trailing commas,
 * lists, wrappers, sentences with [1]), of nothing else: what is not surely a claim with its quotes is
 * malformed, with a reason.
 */

export type ParsedEvent = Extract<GenerationEvent, { type: 'claim' | 'abstain' | 'malformed' }>;

export interface ClaimParser {
  /** What is complete with this piece. How the output is cut into pieces changes nothing. */
  push(piece: string): ParsedEvent[];
  /** What is left at the end. An abstention comes only now, and only when no claim was made. */
  end(): ParsedEvent[];
  /** Whether a bound was reached: nothing more is read. */
  readonly done: boolean;
}

const MAX_OUTPUT_CHARACTERS = 262_144;
const MAX_CLAIMS = 30;
/** A model that writes so much else will not come to the point. */
const MAX_MALFORMED = 100;
/** Of a malformed line so much is recorded; the whole is in the output. */
const MAX_RECORDED_CHARACTERS = 1_000;

/** @param sources those that the prompt holds, in its order */
export function createClaimParser(sources: readonly Source[]): ClaimParser {
  const splitter = createOutputSplitter();
  const ownLine = sources.some(({ reasons }) => reasons !== null);
  const claimed = new Set<string>();
  let abstention: string | null = null;
  let characters = 0;
  let malformedLines = 0;
  let done = false;

  function malformed(line: string, reason: string): ParsedEvent {
    malformedLines++;
    done ||= malformedLines >= MAX_MALFORMED;
    const recorded = line.trim().slice(0, MAX_RECORDED_CHARACTERS).toWellFormed();
    return { type: 'malformed', line: recorded, reason };
  }

  function claim(text: string, evidence: readonly Evidence[]): ParsedEvent {
    const key = fold(text);
    if (claimed.has(key)) throw new MalformedClaim('repeated');
    claimed.add(key);
    done ||= claimed.size >= MAX_CLAIMS;
    return { type: 'claim', text, evidence, ownLine };
  }

  /** What `read` gives, or the line as malformed. */
  function orMalformed(line: string, read: () => ParsedEvent | null): ParsedEvent | null {
    try {
      return read();
    } catch (error) {
      if (error instanceof MalformedClaim) return malformed(line, error.message);
      throw error;
    }
  }

  function readObject(json: string): ParsedEvent | null {
    const read = readClaimObject(json, sources.length);
    if (read.kind === 'claim') return claim(read.text, read.evidence);
    abstention ??= read.reason;
    return null;
  }

  function readSentence(sentence: string): ParsedEvent {
    if (!hasSourceMark(sentence)) throw new MalformedClaim('a sentence without a source');
    const { text, evidence } = readMarkedSentence(sentence, sources);
    return claim(text, evidence);
  }

  function readLine(line: string): (ParsedEvent | null)[] {
    if (saysNothing(line)) return [];
    if (!hasSourceMark(line)) return [malformed(line, 'no JSON object')];
    return markedSentences(line).map((sentence) =>
      done || saysNothing(sentence) ? null : orMalformed(sentence, () => readSentence(sentence)),
    );
  }

  function readPart(part: OutputPart): (ParsedEvent | null)[] {
    if (part.kind === 'line') return readLine(part.text);
    if (part.kind === 'broken') return [malformed(part.text, part.reason)];
    return [orMalformed(part.text, () => readObject(part.text))];
  }

  function readParts(parts: readonly OutputPart[]): ParsedEvent[] {
    const events: ParsedEvent[] = [];
    for (const part of parts) {
      if (done) break;
      events.push(...readPart(part).filter((event) => event !== null));
    }
    return events;
  }

  return {
    get done() {
      return done;
    },
    push(piece) {
      if (done) return [];
      const room = MAX_OUTPUT_CHARACTERS - characters;
      characters += piece.length;
      const events = readParts(splitter.push(piece.slice(0, room)));
      if (piece.length <= room || done) return events;
      done = true;
      return [...events, malformed('', 'output too long')];
    },
    end() {
      const events = done ? [] : readParts(splitter.end());
      done = true;
      if (abstention === null) return events;
      // Claims are checked, a refusal is not: what stands up of them is the better answer.
      if (claimed.size > 0) return [...events, malformed(abstention, 'abstains beside its claims')];
      return [...events, { type: 'abstain', reason: abstention }];
    },
  };
}

/** Fences of code, numbers of entries, and what is left of lists and wrappers around the objects. */
function saysNothing(line: string): boolean {
  return !/[\p{L}\p{N}]/u.test(line) || /^\s*(?:(?:```|~~~)\s*\w*|\d{1,3}[.):]?)\s*$/.test(line);
}
