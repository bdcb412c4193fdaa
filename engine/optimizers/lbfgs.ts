/**
 * L-BFGS (Nocedal, 1980; Liu and Nocedal, 1989) as PyTorch has it: the inverse of the curvature is built from the last
 * steps by the two-loop recursion. It sees a function of all weights, whose loss and gradient are those of the whole
 * training set without noise; a training loop calls `Network.minimize` once for each pass over the data, not `update`.
 */
import type { Call } from '../../model/catalog/arguments.ts';
import type { NumbersByName } from '../network/network.ts';
import { type Found, strongWolfe } from './line-search.ts';
import { along, dot, largest } from './vectors.ts';

export type Evaluate = (x: Float64Array) => Promise<Found>;

export interface Minimized extends Found {
  readonly x: Float64Array;
  readonly evaluations: number;
}

/** A gradient, and a change of weights or loss, that end it. */
const FLAT = 1e-7;
const SMALLEST = 1e-9;
/** The curvature along a step below which the step says nothing. */
const STRAIGHT = 1e-10;

/** What the last steps tell, held in float32 as files hold it: a run that goes on from one goes the same way. */
interface Memory {
  readonly iterations: number;
  readonly direction: Float32Array;
  readonly length: number;
  readonly gradient: Float32Array;
  /** The steps of the weights and the changes of the gradient, oldest first. */
  readonly steps: readonly Float32Array[];
  readonly changes: readonly Float32Array[];
  /** The size of the inverse of the curvature. */
  readonly scale: number;
}

export class Lbfgs {
  readonly #lr: number;
  readonly #history: number;
  readonly #iterations: number;
  readonly #searches: boolean;
  #memory: Memory | null = null;

  constructor(args: Call['args']) {
    this.#lr = args.lr as number;
    this.#history = args.history as number;
    this.#iterations = args.iterations as number;
    this.#searches = args.line_search === 'strong_wolfe';
  }

  /** So many iterations from x on; ends earlier where nothing changes any more. */
  async minimizeStep(x: Float64Array, evaluate: Evaluate): Promise<Minimized> {
    const most = Math.floor((this.#iterations * 5) / 4);
    let at: Found & { readonly x: Float64Array } = { x, ...(await evaluate(x)) };
    let evaluations = 1;
    for (let i = 1; i <= this.#iterations && largest(at.gradient) > FLAT; i++) {
      const { direction, memory } = this.#next(at.gradient);
      const slope = dot(at.gradient, direction);
      const size = at.gradient.reduce((sum, value) => sum + Math.abs(value), 0);
      const first = memory.iterations === 1 ? Math.min(1, 1 / size) * this.#lr : this.#lr;
      // Also where it is no number.
      if (!(slope <= -SMALLEST)) break;
      const before = at;
      const go = (length: number) => along(before.x, direction, length);
      let length = first;
      if (this.#searches) {
        const start = { ...before, length: 0, slope };
        const { found, evaluations: own } = await strongWolfe({ direction, start, first, at: (t) => evaluate(go(t)) });
        length = found.length;
        evaluations += own;
        at = { x: go(length), loss: found.loss, gradient: found.gradient };
      } else {
        at = { x: go(length), ...(await evaluate(go(length))) };
        evaluations++;
      }
      this.#memory = {
        ...memory,
        direction: Float32Array.from(direction),
        length: Math.fround(length),
        gradient: Float32Array.from(before.gradient),
      };
      if (evaluations >= most || largest(direction) * length <= SMALLEST) break;
      if (Math.abs(at.loss - before.loss) < SMALLEST) break;
    }
    return { ...at, evaluations };
  }

  /** Where to go from a gradient, and what has been learned from the last step. */
  #next(gradient: Float64Array): { readonly direction: Float64Array; readonly memory: Memory } {
    const last = this.#memory;
    if (last === null) {
      const none = new Float32Array();
      return {
        direction: gradient.map((value) => -value),
        memory: { iterations: 1, direction: none, length: 0, gradient: none, steps: [], changes: [], scale: 1 },
      };
    }
    const change = Float32Array.from(gradient, (value, i) => value - last.gradient[i]);
    const step = last.direction.map((value) => value * last.length);
    const curvature = dot(change, step);
    const learned = curvature > STRAIGHT;
    const memory: Memory = {
      ...last,
      iterations: last.iterations + 1,
      ...(learned
        ? {
            steps: [...last.steps, step].slice(-this.#history),
            changes: [...last.changes, change].slice(-this.#history),
            scale: Math.fround(curvature / dot(change, change)),
          }
        : {}),
    };
    return { direction: twoLoops(gradient, memory), memory };
  }

  state(): NumbersByName {
    const memory = this.#memory;
    if (memory === null) return new Map();
    const { iterations, direction, length, gradient, steps, changes, scale } = memory;
    const row = (data: Float32Array) => ({ shape: [data.length], data });
    const rows = (all: readonly Float32Array[]) => ({
      shape: [all.length, direction.length],
      data: Float32Array.from(all.flatMap((one) => [...one])),
    });
    return new Map([
      ['lbfgs:numbers', row(Float32Array.of(iterations, length, scale))],
      ['lbfgs:direction', row(direction)],
      ['lbfgs:gradient', row(gradient)],
      ...(steps.length === 0 ? [] : [['lbfgs:steps', rows(steps)] as const, ['lbfgs:changes', rows(changes)] as const]),
    ]);
  }

  /** @throws Error when it is of a network with another count of weights. */
  setState(state: NumbersByName, count: number): void {
    const numbers = state.get('lbfgs:numbers');
    if (numbers === undefined) {
      this.#memory = null;
      return;
    }
    const of = (name: string) => state.get(name)?.data ?? new Float32Array();
    const direction = of('lbfgs:direction');
    if (direction.length !== count)
      throw new Error(`The optimizer's state is of ${direction.length} weights; the model has ${count} that learn.`);
    const rows = (name: string) => {
      const all = of(name);
      return Array.from({ length: all.length / count }, (_, i) => all.slice(i * count, (i + 1) * count));
    };
    const [iterations, length, scale] = numbers.data;
    this.#memory = {
      iterations,
      length,
      scale,
      direction,
      gradient: of('lbfgs:gradient'),
      steps: rows('lbfgs:steps'),
      changes: rows('lbfgs:changes'),
    };
  }
}

/** −H·g, H the inverse of the curvature that the steps and changes tell. */
function twoLoops(gradient: Float64Array, { steps, changes, scale }: Memory): Float64Array {
  const d = gradient.map((value) => -value);
  const rates = steps.map((step, i) => 1 / dot(changes[i], step));
  const shares: number[] = [];
  const add = (vector: Float32Array, factor: number) => {
    for (let i = 0; i < d.length; i++) d[i] += factor * vector[i];
  };
  for (let i = steps.length - 1; i >= 0; i--) {
    shares[i] = dot(steps[i], d) * rates[i];
    add(changes[i], -shares[i]);
  }
  for (let i = 0; i < d.length; i++) d[i] *= scale;
  for (let i = 0; i < steps.length; i++) add(steps[i], shares[i] - dot(changes[i], d) * rates[i]);
  return d;
}
