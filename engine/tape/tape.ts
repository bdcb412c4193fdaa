/**
 * A tape: writes an expression in operations down as it is computed, so that it can be differentiated by walking back
 * over it (CS231n, lecture 4). For layers and losses that are cheap and pure; those that take the time of a training
 * have a backward of their own.
 */
import { sizeOf } from '../../model/shape.ts';
import type { Averaging, Convolving, Ops } from '../ops/ops.ts';
import type { BinaryName, UnaryName } from '../ops/primitives.ts';
import type { Place } from '../random/philox.ts';
import { Made } from './made.ts';
import { type Entry, propagate } from './propagate.ts';
import { rules } from './rules.ts';
import { broadcastShape, matmulShape, reducedShape } from './shapes.ts';

/** A tensor of an expression. */
export interface Var<T> {
  readonly tensor: T;
  readonly shape: readonly number[];
}

export interface TapeOptions<T> {
  readonly ops: Ops<T>;
  /** A tensor for a result, which holds nothing yet. */
  readonly allot: (shape: readonly number[]) => T;
  /** Whether the expression is differentiated later on. */
  readonly recording: boolean;
}

/** A negative axis counts from the last. */
const axisOf = (axis: number, { shape }: { readonly shape: readonly number[] }) =>
  axis < 0 ? shape.length + axis : axis;

export class Tape<T> {
  readonly #ops: Ops<T>;
  readonly #allot: (shape: readonly number[]) => T;
  readonly #entries: Entry<T>[] | null;
  #last: Made<T> | null = null;

  constructor({ ops, allot, recording }: TapeOptions<T>) {
    this.#ops = ops;
    this.#allot = allot;
    this.#entries = recording ? [] : null;
  }

  #make(
    shape: readonly number[],
    inputs: readonly Var<T>[],
    run: (ops: Ops<T>, out: T) => void,
    backward?: Entry<T>['backward'],
  ): Var<T> {
    // Operations run in the order in which they are noted.
    void this.#last?.tensor;
    const made = new Made(shape, this.#allot, (out: T) => run(this.#ops, out));
    this.#last = made;
    if (backward !== undefined) this.#entries?.push({ inputs, output: made, backward });
    return made;
  }

  /** The gradients of Σ seed · output with respect to `wanted`; `null` where nothing depends on it. */
  gradients(seeds: readonly (readonly [output: Var<T>, seed: Var<T>])[], wanted: readonly Var<T>[]): (Var<T> | null)[] {
    const quiet = new Tape({ ops: this.#ops, allot: this.#allot, recording: false });
    return propagate(quiet, this.#entries ?? [], seeds, wanted);
  }

  /** A tensor of the host's numbers; no gradient flows into it. */
  constant(values: ArrayLike<number>, shape: readonly number[]): Var<T> {
    return this.#make(shape, [], (ops, out) => ops.constant({}, out, { values: Float64Array.from(values) }));
  }

  fill(value: number, shape: readonly number[]): Var<T> {
    return this.#make(shape, [], (ops, out) => ops.constant({}, out, { values: value }));
  }

  random(distribution: 'uniform' | 'normal', shape: readonly number[], place: Place): Var<T> {
    return this.#make(shape, [], (ops, out) => ops.random({}, out, { distribution, place }));
  }

  unary(fn: UnaryName, x: Var<T>): Var<T> {
    const y: Var<T> = this.#make(
      x.shape,
      [x],
      (ops, out) => ops.unary({ x: x.tensor }, out, { fn }),
      (t, dy) => [rules[fn](t, x, y, dy)],
    );
    return y;
  }

  #binary(fn: BinaryName, a: Var<T>, b: Var<T>, backward?: Entry<T>['backward']): Var<T> {
    return this.#make(
      broadcastShape(a.shape, b.shape),
      [a, b],
      (ops, out) => ops.binary({ a: a.tensor, b: b.tensor }, out, { fn }),
      backward,
    );
  }

  exp = (x: Var<T>) => this.unary('exp', x);
  log = (x: Var<T>) => this.unary('log', x);
  sqrt = (x: Var<T>) => this.unary('sqrt', x);
  rsqrt = (x: Var<T>) => this.unary('rsqrt', x);
  square = (x: Var<T>) => this.unary('square', x);
  reciprocal = (x: Var<T>) => this.unary('reciprocal', x);
  abs = (x: Var<T>) => this.unary('abs', x);
  relu = (x: Var<T>) => this.unary('relu', x);
  tanh = (x: Var<T>) => this.unary('tanh', x);
  sigmoid = (x: Var<T>) => this.unary('sigmoid', x);
  softplus = (x: Var<T>) => this.unary('softplus', x);
  /** 1 where x > 0, else 0; no gradient. */
  step = (x: Var<T>) => this.unary('step', x);

  add(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('add', a, b, (t, dy) => [t.sumTo(dy, a.shape), t.sumTo(dy, b.shape)]);
  }

  subtract(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('subtract', a, b, (t, dy) => [t.sumTo(dy, a.shape), t.sumTo(t.scale(dy, -1), b.shape)]);
  }

  multiply(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('multiply', a, b, (t, dy) => [
      t.sumTo(t.multiply(dy, b), a.shape),
      t.sumTo(t.multiply(dy, a), b.shape),
    ]);
  }

  divide(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('divide', a, b, (t, dy) => {
      const da = t.divide(dy, b);
      return [t.sumTo(da, a.shape), t.sumTo(t.scale(t.divide(t.multiply(da, a), b), -1), b.shape)];
    });
  }

  /** Where both are equal the gradient goes to a. */
  maximum(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('maximum', a, b, (t, dy) => {
      const second = t.less(a, b);
      return [t.sumTo(t.multiply(dy, t.affine(second, -1, 1)), a.shape), t.sumTo(t.multiply(dy, second), b.shape)];
    });
  }

  /** Where both are equal the gradient goes to a. */
  minimum(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('minimum', a, b, (t, dy) => {
      const second = t.less(b, a);
      return [t.sumTo(t.multiply(dy, t.affine(second, -1, 1)), a.shape), t.sumTo(t.multiply(dy, second), b.shape)];
    });
  }

  /** 1 where it holds, else 0; no gradient. */
  less(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('less', a, b);
  }

  equal(a: Var<T>, b: Var<T>): Var<T> {
    return this.#binary('equal', a, b);
  }

  /** factor · x + offset. */
  affine(x: Var<T>, factor: number, offset: number): Var<T> {
    return this.#make(
      x.shape,
      [x],
      (ops, out) => ops.affine({ x: x.tensor }, out, { factor, offset }),
      (t, dy) => [t.scale(dy, factor)],
    );
  }

  scale = (x: Var<T>, factor: number) => this.affine(x, factor, 0);

  /** x^exponent, for x ≥ 0. */
  power(x: Var<T>, exponent: number): Var<T> {
    return this.#make(
      x.shape,
      [x],
      (ops, out) => ops.power({ x: x.tensor }, out, { exponent }),
      (t, dy) => [t.multiply(dy, t.scale(t.power(x, exponent - 1), exponent))],
    );
  }

  /** No gradient where x lies outside. */
  clip(x: Var<T>, low: number, high: number): Var<T> {
    return this.#make(
      x.shape,
      [x],
      (ops, out) => ops.clip({ x: x.tensor }, out, { low, high }),
      (t, dy) => [t.multiply(dy, t.multiply(t.step(t.affine(x, 1, -low)), t.step(t.affine(x, -1, high))))],
    );
  }

  /** Products of the last two axes; a transposed factor is read with these exchanged. */
  matmul(a: Var<T>, b: Var<T>, { transposeA = false, transposeB = false } = {}): Var<T> {
    const product = (t: Tape<T>, left: Var<T>, right: Var<T>, ta: boolean, tb: boolean) =>
      t.matmul(left, right, { transposeA: ta, transposeB: tb });
    return this.#make(
      matmulShape(a.shape, b.shape, transposeA, transposeB),
      [a, b],
      (ops, out) => ops.matmul({ a: a.tensor, b: b.tensor }, out, { transposeA, transposeB }),
      (t, dy) => [
        transposeA ? product(t, b, dy, transposeB, true) : product(t, dy, b, false, !transposeB),
        transposeB ? product(t, dy, a, true, transposeA) : product(t, a, dy, !transposeA, false),
      ],
    );
  }

  /** The axes stay, with extent 1. */
  sum(x: Var<T>, axes: readonly number[]): Var<T> {
    const over = axes.map((axis) => axisOf(axis, x)).toSorted((a, b) => a - b);
    return this.#make(
      reducedShape(x.shape, over),
      [x],
      (ops, out) => ops.reduce({ x: x.tensor }, out, { fn: 'sum', axes: over }),
      (t, dy) => [t.repeatTo(dy, x.shape)],
    );
  }

  mean(x: Var<T>, axes: readonly number[]): Var<T> {
    return this.scale(this.sum(x, axes), sizeOf(this.#reduced(x, axes)) / sizeOf(x.shape));
  }

  #reduced = (x: Var<T>, axes: readonly number[]) =>
    reducedShape(
      x.shape,
      axes.map((axis) => axisOf(axis, x)),
    );

  /** The axes stay, with extent 1; where several are highest they share the gradient. */
  max(x: Var<T>, axes: readonly number[]): Var<T> {
    const over = axes.map((axis) => axisOf(axis, x)).toSorted((a, b) => a - b);
    const y: Var<T> = this.#make(
      reducedShape(x.shape, over),
      [x],
      (ops, out) => ops.reduce({ x: x.tensor }, out, { fn: 'max', axes: over }),
      (t, dy) => {
        const highest = t.equal(x, y);
        return [t.multiply(highest, t.divide(dy, t.sum(highest, over)))];
      },
    );
    return y;
  }

  /** Repeats axes of extent 1 until `shape` is reached. */
  repeatTo(x: Var<T>, shape: readonly number[]): Var<T> {
    return this.#make(
      shape,
      [x],
      (ops, out) => ops.repeat({ x: x.tensor }, out),
      (t, dy) => [t.sumTo(dy, x.shape)],
    );
  }

  /** Sums over the axes that broadcasting had repeated. */
  sumTo(x: Var<T>, shape: readonly number[]): Var<T> {
    const missing = x.shape.length - shape.length;
    const axes = x.shape.flatMap((extent, axis) =>
      axis < missing || (shape[axis - missing] === 1 && extent !== 1) ? [axis] : [],
    );
    const summed = axes.length === 0 ? x : this.sum(x, axes);
    return missing === 0 ? summed : this.reshape(summed, shape);
  }

  /** `axes[i]` is the axis of x that becomes axis i. */
  permute(x: Var<T>, axes: readonly number[]): Var<T> {
    return this.#make(
      axes.map((axis) => x.shape[axis]),
      [x],
      (ops, out) => ops.permute({ x: x.tensor }, out, { axes }),
      (t, dy) => [
        t.permute(
          dy,
          axes.map((_, axis) => axes.indexOf(axis)),
        ),
      ],
    );
  }

  reshape(x: Var<T>, shape: readonly number[]): Var<T> {
    return this.#make(
      shape,
      [x],
      (ops, out) => ops.reshape({ x: x.tensor }, out),
      (t, dy) => [t.reshape(dy, x.shape)],
    );
  }

  slice(x: Var<T>, begin: readonly number[], shape: readonly number[]): Var<T> {
    return this.#make(
      shape,
      [x],
      (ops, out) => ops.slice({ x: x.tensor }, out, { begin }),
      (t, dy) => [t.embed(dy, begin, x.shape)],
    );
  }

  /** `length` elements of one axis from `start` on. */
  narrow(x: Var<T>, axis: number, start: number, length: number): Var<T> {
    const at = axisOf(axis, x);
    return this.slice(
      x,
      x.shape.map((_, i) => (i === at ? start : 0)),
      x.shape.map((extent, i) => (i === at ? length : extent)),
    );
  }

  /** x from `begin` on in a field of `value`. */
  embed(x: Var<T>, begin: readonly number[], shape: readonly number[], value = 0): Var<T> {
    return this.#make(
      shape,
      [x],
      (ops, out) => ops.embedIn({ x: x.tensor }, out, { begin, value }),
      (t, dy) => [t.slice(dy, begin, x.shape)],
    );
  }

  concat(parts: readonly Var<T>[], axis: number): Var<T> {
    const at = axisOf(axis, parts[0]);
    const total = parts.reduce((sum, { shape }) => sum + shape[at], 0);
    return this.#make(
      parts[0].shape.map((extent, i) => (i === at ? total : extent)),
      parts,
      (ops, out) => ops.concat({ parts: parts.map(({ tensor }) => tensor) }, out, { axis: at }),
      (t, dy) => {
        let from = 0;
        return parts.map(({ shape }) => {
          const part = t.narrow(dy, at, from, shape[at]);
          from += shape[at];
          return part;
        });
      },
    );
  }

  /** Rows of x, the elements of its first axis, by the whole numbers in `index`. */
  gather(x: Var<T>, index: Var<T>): Var<T> {
    const row = x.shape.slice(1);
    return this.#make(
      [...index.shape, ...row],
      [x],
      (ops, out) => ops.gather({ x: x.tensor, index: index.tensor }, out),
      (t, dy) => [t.gatherGradient(dy, index, x.shape)],
    );
  }

  gatherGradient(dy: Var<T>, index: Var<T>, shape: readonly number[]): Var<T> {
    return this.#make(shape, [dy], (ops, out) => ops.gatherGradient({ dy: dy.tensor, index: index.tensor }, out));
  }

  /** x: batch × height × width × in, w: kernel height × kernel width × in × out, b: out. */
  conv(x: Var<T>, w: Var<T>, b: Var<T> | null, shape: readonly number[], sliding: Convolving): Var<T> {
    return this.#make(
      shape,
      b === null ? [x, w] : [x, w, b],
      (ops, out) => ops.conv({ x: x.tensor, w: w.tensor, b: b?.tensor ?? null }, out, sliding),
      (t, dy) => [
        t.#make(x.shape, [], (ops, out) => ops.convInputGradient({ dy: dy.tensor, w: w.tensor }, out, sliding)),
        t.#make(w.shape, [], (ops, out) => ops.convFilterGradient({ x: x.tensor, dy: dy.tensor }, out, sliding)),
        ...(b === null ? [] : [t.#make(b.shape, [], (ops, out) => ops.biasGradient({ dy: dy.tensor }, out))]),
      ],
    );
  }

  /** Padding counts as zeros. */
  avgPool(x: Var<T>, shape: readonly number[], pooling: Averaging): Var<T> {
    return this.#make(
      shape,
      [x],
      (ops, out) => ops.avgPool({ x: x.tensor }, out, pooling),
      (t, dy) => [t.#make(x.shape, [], (ops, out) => ops.avgPoolGradient({ dy: dy.tensor }, out, pooling))],
    );
  }

  /** Along one axis. */
  logSoftmax(x: Var<T>, axis: number): Var<T> {
    return this.#softmax(x, axis, true);
  }

  softmax(x: Var<T>, axis: number): Var<T> {
    return this.#softmax(x, axis, false);
  }

  #softmax(x: Var<T>, axis: number, log: boolean): Var<T> {
    const own = this.#exchanged(x, axis);
    const y: Var<T> = this.#make(
      own.shape,
      [own],
      (ops, out) => ops.softmax({ x: own.tensor }, out, { log }),
      (t, dy) => [t.softmaxGradient(y, dy, -1, { log })],
    );
    return this.#exchanged(y, axis);
  }

  /** Of the input of a softmax along an axis, or of its logarithm, which is y. */
  softmaxGradient(y: Var<T>, dy: Var<T>, axis: number, { log }: { readonly log: boolean }): Var<T> {
    const [own, given] = [this.#exchanged(y, axis), this.#exchanged(dy, axis)];
    const dx = this.#make(own.shape, [], (ops, out) =>
      ops.softmaxGradient({ y: own.tensor, dy: given.tensor }, out, { log }),
    );
    return this.#exchanged(dx, axis);
  }

  /** With an axis and the last one in each other's place. */
  #exchanged(x: Var<T>, axis: number): Var<T> {
    const [from, to] = [axisOf(axis, x), x.shape.length - 1];
    if (from === to) return x;
    return this.permute(
      x,
      x.shape.map((_, i) => (i === from ? to : i === to ? from : i)),
    );
  }

  /** The same numbers; no gradient flows back. */
  detach(x: Var<T>): Var<T> {
    return { tensor: x.tensor, shape: x.shape };
  }
}
