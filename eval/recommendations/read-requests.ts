import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Filter } from '../../src/core/model.ts';
import type { Turn } from '../../src/retrieve/types.ts';
import type { Split } from '../questions.ts';
import { readLines } from '../read-lines.ts';

/** A viewer: limits that hold for all that is shown, and what was said of titles seen. */
export interface Profile {
  readonly id: string;
  readonly filter: Filter;
  readonly history: readonly Turn[];
}

/** A request for titles, with all titles of the catalogue that satisfy it. */
export interface TitleRequest {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly split: Split;
  /** Asked on this day, YYYY-MM-DD. */
  readonly day: string;
  /** null = asked by nobody in particular. */
  readonly profile: Profile | null;
  /** By title id the facts that show why it satisfies, each verbatim in the record's line. */
  readonly titles: ReadonlyMap<string, readonly string[]>;
}

interface RequestLine {
  id: string;
  question: string;
  profile: string | null;
  day: string;
  kind: string;
  split: Split;
  titles: { id: string; facts: string[] }[];
}

const REQUESTS = '_recommendations.jsonl';
const PROFILES = '_profiles.jsonl';

/** Requests of a catalogue's folder. @throws when there are none, or one names an unknown profile */
export function readRequests(folder: string): TitleRequest[] {
  const path = join(folder, REQUESTS);
  if (!existsSync(path)) throw new Error(`There is no ${REQUESTS} in ${folder}.`);
  const profiles = new Map(readProfiles(folder).map((profile) => [profile.id, profile]));
  return readLines<RequestLine>(path).map((line) => {
    const profile = line.profile === null ? null : profiles.get(line.profile);
    if (profile === undefined) throw new Error(`${line.id} is of no profile in ${PROFILES}.`);
    return {
      id: line.id,
      text: line.question,
      kind: line.kind,
      split: line.split,
      day: line.day,
      profile,
      titles: new Map(line.titles.map(({ id, facts }) => [id, facts])),
    };
  });
}

function readProfiles(folder: string): Profile[] {
  const path = join(folder, PROFILES);
  return existsSync(path) ? readLines<Profile>(path) : [];
}
