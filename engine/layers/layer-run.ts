/** How a layer runs: forward and backward in terms of operations, as the course draws a node. */
import type { layers } from '../../model/layers/index.ts';
import type { ArgsOf } from '../../model/layers/spec.ts';
import type { Runs } from '../coverage.ts';
import type { Ops } from '../ops/ops.ts';
import type { Place } from '../random/philox.ts';

/** Layers that run; an input is only data. */
export type RunnableLayer = Exclude<Runs<'layer'>, 'input'>;

export interface NodeContext<T, Args> {
  readonly ops: Ops<T>;
  readonly args: Args;
  /** Extents of the input and the output, batch first. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** By the names of the spec: `weight`, `bias`, `running_mean`, … */
  readonly weights: Readonly<Record<string, T>>;
  /** What forward left for backward, by the names of the spec. */
  readonly saved: Readonly<Record<string, T>>;
  /** Where this node draws its random numbers at this step. */
  readonly place: Place;
}

export interface ForwardContext<T, Args> extends NodeContext<T, Args> {
  readonly training: boolean;
  readonly x: T;
  readonly y: T;
}

export interface BackwardContext<T, Args> extends NodeContext<T, Args> {
  /** Valid only where the spec `keeps` them. */
  readonly x: T;
  readonly y: T;
  readonly dy: T;
  /** `null` where nobody asks for the gradient of the input. */
  readonly dx: T | null;
  /** By the names of the spec, learned weights only. */
  readonly gradients: Readonly<Record<string, T>>;
}

export interface LayerRun<Args> {
  forward<T>(node: ForwardContext<T, Args>): void;
  backward<T>(node: BackwardContext<T, Args>): void;
}

export type LayerRuns = { readonly [L in RunnableLayer]: LayerRun<ArgsOf<(typeof layers)[L]>> };
