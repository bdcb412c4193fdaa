/** How a layer runs: forward and backward in terms of operations, as the course draws a node. */
import type { GraphLayer } from '../../model/graph.ts';
import type { layers } from '../../model/layers/index.ts';
import type { ArgsOf } from '../../model/layers/spec.ts';
import type { Axis } from '../../model/shape.ts';
import type { Runs } from '../coverage.ts';
import type { Ops } from '../ops/ops.ts';
import type { Place } from '../random/philox.ts';

/** Layers that run; an input is only data, and `knn` compares samples and has no pass (engine/neighbors). */
export type RunnableLayer = Exclude<Runs<'layer'>, 'input' | 'knn'>;

/**
 * How weights lie for the operations, by the names of the spec: axis i is axis `layout[i]` of PyTorch's layout.
 * Absent: matrices and filters have their outputs last (in × out, height × width × in × out), the rest is as in PyTorch.
 */
export type WeightLayouts = Readonly<Record<string, readonly number[]>>;

export interface NodeContext<T, Args> {
  readonly ops: Ops<T>;
  readonly args: Args;
  /** Extents of the inputs and outputs, batch first; tensors given as arguments come last among the inputs. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
  /** What the axes of one sample run over. */
  readonly inputAxes: readonly (readonly Axis[])[];
  readonly outputAxes: readonly (readonly Axis[])[];
  /** Of the first. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** By the names of the spec: `weight`, `bias`, `running_mean`, … */
  readonly weights: Readonly<Record<string, T>>;
  /** As they lie for the operations. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** What forward left for backward, by the names of the spec. */
  readonly saved: Readonly<Record<string, T>>;
  /** The layer that made the tensor given as an argument, where the spec says `inputOf`; what that was given is the last input. */
  readonly origin?: Pick<GraphLayer, 'layer' | 'args'>;
  /** Where this node draws its random numbers at this step. */
  readonly place: Place;
  /** Batch statistics and noise; an evaluation may be differentiated too. */
  readonly training: boolean;
  /** A tensor for as long as this node runs. */
  temporary(shape: readonly number[]): T;
}

export interface ForwardContext<T, Args> extends NodeContext<T, Args> {
  readonly xs: readonly T[];
  readonly ys: readonly T[];
  /** The first of each. */
  readonly x: T;
  readonly y: T;
}

export interface BackwardContext<T, Args> extends NodeContext<T, Args> {
  /** Valid only where the spec `keeps` them. */
  readonly xs: readonly T[];
  readonly ys: readonly T[];
  /** `null` where nothing depends on an output. */
  readonly dys: readonly (T | null)[];
  /** `null` where nobody asks for the gradient of an input. */
  readonly dxs: readonly (T | null)[];
  /** The first of each. */
  readonly x: T;
  readonly y: T;
  readonly dy: T;
  readonly dx: T | null;
  /** By the names of the spec, learned weights only. */
  readonly gradients: Readonly<Record<string, T>>;
}

export interface LayerRun<Args> {
  readonly layouts?: WeightLayouts;
  forward<T>(node: ForwardContext<T, Args>): void;
  /** Called only where the first output's gradient is there, or the layer has several outputs. */
  backward<T>(node: BackwardContext<T, Args>): void;
}

export type LayerRuns = { readonly [L in RunnableLayer]: LayerRun<ArgsOf<(typeof layers)[L]>> };
