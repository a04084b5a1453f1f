/* What the process that kills and the process that is killed say to each other. */

/** What a child does all the time, and is killed at. */
export const KINDS = [
  'ingest',
  're-ingest',
  'atomic',
  'erase',
  'vacuum',
  'collect',
  'save',
  'migrate',
] as const;
export type Kind = (typeof KINDS)[number];

/** Where a child works. */
export interface Place {
  readonly dataDir: string;
  readonly corporaDir: string;
  /** Outside of the others: what was done is known although the store may have lost it. */
  readonly journal: string;
}

/** When to kill. */
export interface Aim {
  /**
   * What to wait for: nothing, entries of the journal, writes to the database's log, the dense index being
   * written, or the database being written anew.
   */
  readonly event: 'none' | 'journal' | 'log' | 'index-file' | 'vacuum';
  /** Of the event. */
  readonly times: number;
  /** And then so long. */
  readonly delayMs: number;
}

export type ToChild =
  /** Open the store as a server does at its start, and take up what was left. */
  | { readonly type: 'open'; readonly place: Place }
  /** Write something, and ask for it. */
  | { readonly type: 'probe' }
  /** Begin, and never stop. `aim`: when to kill itself; null = it will be killed. */
  | {
      readonly type: 'work';
      readonly kind: Kind;
      readonly seed: number;
      readonly aim: Aim | null;
    }
  | { readonly type: 'close' };

export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'opened'; readonly durationMs: number }
  | { readonly type: 'probed' }
  | { readonly type: 'begun' }
  | { readonly type: 'closed' }
  | { readonly type: 'failed'; readonly reason: string };
