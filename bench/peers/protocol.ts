/**
 * How the benchmark speaks with a contestant: a process of its own, JSON lines over stdin and stdout. The first line in
 * is a `Setup`, answered by `Ready` or `Absent`; each `Request` after it by `Times`. When stdin ends, so does the process.
 */
import type { Graph } from '../../model/graph.ts';

/** What a step is timed by: the wall's clock, or how long the process has computed, whatever others did meanwhile. */
export const clocks = ['wall', 'processor'] as const;
export type Clock = (typeof clocks)[number];

export interface Setup {
  /** A name of `bench/nets.ts`. */
  readonly net: string;
  readonly graph: Graph;
  readonly batch: number;
  readonly threads: number;
  readonly clock: Clock;
  /** Of SGD with momentum. */
  readonly lr: number;
  readonly momentum: number;
}

export interface Ready {
  readonly device: string;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
  /** How many numbers learn. */
  readonly params: number;
}

/** It cannot run this net here. */
export interface Absent {
  /** Why. */
  readonly absent: string;
  /** Whether it runs nothing here, for want of what it needs. */
  readonly missing?: boolean;
}

export interface Request {
  readonly steps: number;
}

export interface Times {
  /** Milliseconds of each step. */
  readonly times: readonly number[];
  /** Of the last step. */
  readonly loss: number;
  /** Operations that have no kernel of their own there, with how often a step runs each. */
  readonly fallbacks?: Readonly<Record<string, number>>;
}

/** What the worker is given in place of a backend's name for TensorFlow.js as it comes. */
export const STOCK_WASM = 'wasm';
