import type { FreshnessResult, ReadersResult, ScanResult } from './freshness-result.ts';
import type { IngestRate } from './ingest-rate.ts';
import type { Latencies } from './latency.ts';
import type { Material } from './material.ts';
import type { Options } from './options.ts';

/** What a measurement is given, and where it puts what it finds. */
export interface Bench {
  /** A temporary folder, removed at the end whatever happens. */
  readonly folder: string;
  readonly options: Options;
  /** Aborted when the run is interrupted or takes too long. */
  readonly signal: AbortSignal;
  readonly result: BenchResult;
}

/** Everything that was measured. The tables are made from it. */
export interface BenchResult {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    /** Processes that wanted a core before the run, a minute's average: what else there was to do. */
    readonly loadBefore: number;
  };
  readonly formats: FormatResult[];
  /** Each is null until it was measured. */
  scan: ScanResult | null;
  freshness: FreshnessResult | null;
  readers: ReadersResult | null;
  sizes: SizesResult | null;
  model: ModelResult | null;
}

/** What the pipeline adds to the time of a chat model, over HTTP. */
export interface ModelResult {
  readonly passages: number;
  readonly questions: number;
  /** Claims in an answer, on average. */
  readonly claims: number;
  /** From the last byte of a prompt to the last byte of the model's answer, p50. */
  readonly modelMs: number;
  /** The whole question less the model's time. */
  readonly added: { readonly p50Ms: number; readonly p99Ms: number };
  /** Parts of what is added, p50. */
  readonly retrieveMs: number;
  readonly verifyMs: number;
}

export interface SizesResult {
  /** The file that was run as the server. */
  readonly server: string;
  readonly empty: EmptyServer;
  /** In the order of their passages. */
  readonly measured: SizeResult[];
  /** Empty with fewer than three sizes. */
  growth: readonly Growth[];
}

/** A server with no documents: what there is before the first passage. */
export interface EmptyServer {
  readonly readyMs: number;
  readonly readyBytes: number;
  /** After the same questions as the others. */
  readonly askedBytes: number;
}

export interface SizeResult {
  /** Passages that were wanted. */
  readonly size: number;
  /** Passages that the store then says it holds. */
  readonly passages: number;
  readonly material: Omit<Material, 'questions'>;
  readonly ingest: IngestRate;
  /** A server's first start, when the dense graph is yet to be built, and its second. */
  readonly first: Start & {
    /** From the start of the process until nothing was left to build; the questions were asked meanwhile. */
    readonly atRestMs: number;
  };
  readonly again: Start;
  /** In this process, without HTTP. */
  readonly inProcess: Latencies;
  readonly disk: {
    /** The data directory after the ingest, before any question is stored. */
    readonly documentBytes: number;
    /** What the first start added to it beside the database: the dense graph. */
    readonly indexBytes: number;
  };
}

export interface Start {
  /** From the start of the process until /readyz answers 200. */
  readonly readyMs: number;
  /** The first question after that. */
  readonly firstQuestionMs: number;
  /** Resident memory, when ready and after the questions. */
  readonly readyBytes: number;
  readonly askedBytes: number;
  readonly latencies: Latencies;
}

/** How a quantity grows with the number of passages n: as n to the power of `exponent`. */
export interface Growth {
  readonly of: string;
  /** 0 = it does not grow, 1 = linearly: ten times the passages, ten times as much. */
  readonly exponent: number;
  /** The same between the two largest sizes alone, where what is constant weighs least. */
  readonly lastExponent: number;
  /** What share of the variance of the logarithms the fit explains, 0 to 1. */
  readonly r2: number;
  /** Sizes it was fitted to. */
  readonly sizes: number;
}

/** How fast the files of one format are read. */
export interface FormatResult {
  readonly format: string;
  /** What was read. */
  readonly sample: string;
  /** Files that could be read. */
  readonly files: number;
  /** Per second of reading; null when none could. */
  readonly rate: {
    readonly documents: number;
    readonly megabytes: number;
    readonly passages: number;
    /** null for a format without pages. */
    readonly pages: number | null;
  } | null;
  /** Files that could not be read, by error code. They are not part of the rates. */
  readonly failures: Readonly<Record<string, number>>;
}
