import { execFileSync, type StdioOptions } from 'node:child_process';
import { cpus } from 'node:os';
import { CHUNKER } from '../ingest/chunk.ts';
import { ANALYSER } from '../src/core/analyse.ts';
import { readConfig } from '../src/core/config.ts';

/** When, on what and of which commit a run was. */
export interface RunDescription {
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly machine: string;
  readonly node: string;
  /** What HEAD was (the files may have differed); null where there is no repository. */
  readonly commit: string | null;
  /** What numbers depend on beside the code: drivers, models and the versions of rules. */
  readonly pipeline: readonly string[];
}

export function describeRun(durationMs: number): RunDescription {
  const { embedder, embeddingModel, generator } = readConfig(process.env);
  return {
    finishedAt: new Date().toISOString(),
    durationMs,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${process.platform}`,
    node: process.version,
    commit: headCommit(),
    pipeline: [
      `embedder ${embedder}${embeddingModel === null ? '' : ` ${embeddingModel}`}`,
      `generator ${generator}`,
      `chunker ${CHUNKER}`,
      `analyser ${ANALYSER}`,
    ],
  };
}

function headCommit(): string | null {
  try {
    const cwd = import.meta.dirname;
    const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
    const head = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd, stdio });
    return head.toString().trim();
  } catch {
    return null;
  }
}
