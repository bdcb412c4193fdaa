/** Recurrent layers, stacked and in both directions, from one direction of one layer. */
import { suffixes } from '../../../model/layers/sequence/recurrent.ts';
import { Tape, type Var } from '../../tape/tape.ts';
import type { LayerRun, NodeContext } from '../layer-run.ts';
import { type Firsts, type Lane, type Recurrence, runBackward, runForward, type Upstream } from './recurrence.ts';

interface StackedArgs {
  readonly units: number;
  readonly layers: number;
  readonly bidirectional: boolean;
  readonly return: 'all' | 'last';
  readonly dropout: number;
  readonly h0: string | null;
  readonly c0?: string | null;
}

/** Places of one node that draw apart from each other: more than there are nodes. */
const APART = 2 ** 24;

/** What both passes over a node ask for. */
class Stack<T, Args extends StackedArgs> {
  readonly t: Tape<T>;
  readonly lanes: readonly { readonly layer: number; readonly suffix: string }[];
  readonly directions: number;
  readonly #node: NodeContext<T, Args>;
  readonly #leading: readonly number[];
  readonly #steps: number;

  constructor(node: NodeContext<T, Args>) {
    const { args, inputShape, ops, temporary } = node;
    this.#node = node;
    this.directions = args.bidirectional ? 2 : 1;
    this.lanes = suffixes(args.layers, this.directions);
    this.t = new Tape({ ops, allot: temporary, recording: false });
    this.#leading = inputShape.slice(0, -2);
    [this.#steps] = inputShape.slice(-2);
  }

  /** Extents over the steps. */
  readonly shape = (features: number) => [...this.#leading, this.#steps, features];

  /** Extents of the states of several lanes at one step. */
  stateShape(count: number): readonly number[] {
    return [...this.#leading, count, this.#node.args.units];
  }

  get stepAxis(): number {
    return this.#leading.length;
  }

  isReverse(lane: number): boolean {
    return lane % this.directions === 1;
  }

  kept(name: string, features: number): T {
    return this.#node.saved[name] ?? this.#node.temporary(this.shape(features));
  }

  /** Where the states of a layer lie, both directions side by side: in the output, or kept for backward. */
  statesOf(layer: number, y: T): T {
    const { args } = this.#node;
    const isOutput = layer === args.layers - 1 && args.return === 'all';
    return isOutput ? y : this.kept(`hidden_l${layer}`, this.directions * args.units);
  }

  /** Which input holds a first state that is given. */
  givenAt(state: 'h' | 'c'): number | null {
    const { h0, c0 } = this.#node.args;
    if (state === 'h') return h0 === null ? null : 1;
    if (c0 == null) return null;
    return h0 === null ? 1 : 2;
  }

  /** The part of a tensor over all lanes, in PyTorch's order, that belongs to one. */
  partOf(all: T, lane: number): T {
    const count = this.lanes.length;
    if (count === 1) return all;
    return this.t.narrow({ tensor: all, shape: this.stateShape(count) }, this.stepAxis, lane, 1).tensor;
  }

  /** One direction of states side by side. */
  sideOf(tensor: T, lane: number): T {
    const { units } = this.#node.args;
    if (this.directions === 1) return tensor;
    const whole: Var<T> = { tensor, shape: this.shape(2 * units) };
    return this.t.narrow(whole, whole.shape.length - 1, this.isReverse(lane) ? units : 0, units).tensor;
  }

  lane(lane: number, xs: readonly T[]): Lane<T> {
    const { ops, args, temporary } = this.#node;
    const { suffix } = this.lanes[lane];
    const start = (state: 'h' | 'c') => {
      const at = this.givenAt(state);
      return at === null ? null : this.partOf(xs[at], lane);
    };
    return {
      ops,
      stepping: { steps: this.#steps, reverse: this.isReverse(lane) },
      units: args.units,
      weights: ofLane(this.#node.weights, suffix),
      h0: start('h'),
      c0: start('c'),
      shape: this.shape,
      kept: (name, features) => this.kept(`${name}${suffix}`, features),
      temporary,
    };
  }

  /** Between layers elements are dropped; the gradient is dropped as they are. */
  dropped(x: T, layer: number): T {
    const { ops, args, training, place, temporary } = this.#node;
    if (!training || args.dropout === 0) return x;
    const y = temporary(this.shape(this.directions * args.units));
    ops.dropout({ x }, y, { p: args.dropout, place: { ...place, index: (place.index ?? 0) + layer * APART } });
    return y;
  }
}

/** The weights of one layer and direction by their names without the suffix. */
function ofLane<T>(weights: Readonly<Record<string, T>>, suffix: string): Readonly<Record<string, T | undefined>> {
  const names = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'];
  return Object.fromEntries(names.map((name) => [name, weights[`${name}${suffix}`]]));
}

export const stacked = <Args extends StackedArgs>(of: Recurrence<Args>): LayerRun<Args> => ({
  forward(node) {
    const { ops, args, xs, ys } = node;
    const { units } = args;
    const stack = new Stack(node);
    const { t, directions } = stack;
    const lasts = of.states.map((): Var<(typeof xs)[number]>[] => []);
    let input = node.x;
    for (let layer = 0; layer < args.layers; layer++) {
      const states = stack.statesOf(layer, node.y);
      const sides = Array.from({ length: directions }, (_, direction) => {
        const number = layer * directions + direction;
        const lane = stack.lane(number, xs);
        const h = directions === 1 ? states : node.temporary(stack.shape(units));
        const cells = runForward(lane, of, args, input, h);
        const last = lane.stepping.reverse ? 0 : lane.stepping.steps - 1;
        for (const [i, tensor] of [h, ...(cells === null ? [] : [cells])].entries())
          lasts[i].push(t.narrow({ tensor, shape: stack.shape(units) }, stack.stepAxis, last, 1));
        return h;
      });
      if (directions === 2) ops.concat({ parts: sides }, states, { axis: stack.stepAxis + 1 });
      if (layer < args.layers - 1) input = stack.dropped(states, layer);
    }
    for (const [i, parts] of lasts.entries()) ops.reshape({ x: t.concat(parts, stack.stepAxis).tensor }, ys[i + 1]);
    if (args.return === 'last')
      ops.reshape({ x: t.concat(lasts[0].slice(-directions), stack.stepAxis + 1).tensor }, node.y);
  },

  backward(node) {
    const { ops, args, xs, dys, dxs, gradients, temporary } = node;
    const { units } = args;
    type T = (typeof xs)[number];
    const stack = new Stack(node);
    const { t, directions, lanes } = stack;
    const one = stack.stateShape(1);
    const wide = stack.shape(directions * units);
    /** By state and lane. */
    const firsts = of.states.map((state): (T | null)[] => {
      const at = stack.givenAt(state);
      const target = at === null ? null : (dxs[at] ?? null);
      return lanes.map(() => (target === null || lanes.length === 1 ? target : temporary(one)));
    });
    const lastOf = (i: number, lane: number): T | null => {
      const own = dys[i + 1] ?? null;
      const part = own === null ? null : { tensor: stack.partOf(own, lane), shape: one };
      const [dy] = dys;
      if (i > 0 || args.return === 'all' || dy === null || lanes[lane].layer < args.layers - 1)
        return part?.tensor ?? null;
      const sides = t.reshape({ tensor: dy, shape: node.outputShape }, stack.shape(directions * units).with(-2, 1));
      const side = t.narrow(sides, stack.stepAxis + 1, stack.isReverse(lane) ? units : 0, units);
      return part === null ? side.tensor : t.add(t.reshape(part, one), side).tensor;
    };
    let dStates = args.return === 'all' ? dys[0] : null;
    for (let layer = args.layers - 1; layer >= 0; layer--) {
      const states = stack.statesOf(layer, node.y);
      const input = layer === 0 ? node.x : stack.dropped(stack.statesOf(layer - 1, node.y), layer - 1);
      const dInput = layer === 0 ? node.dx : temporary(wide);
      for (let direction = 0; direction < directions; direction++) {
        const number = layer * directions + direction;
        const lane = stack.lane(number, xs);
        const own = dInput === null || direction === 0 ? dInput : temporary(layer === 0 ? node.inputShape : wide);
        const upstream: Upstream<T> = {
          dh: dStates === null ? null : stack.sideOf(dStates, number),
          dhLast: lastOf(0, number),
          dcLast: of.states.length > 1 ? lastOf(1, number) : null,
        };
        const first: Firsts<T> = { dh0: firsts[0][number], dc0: firsts[1]?.[number] ?? null };
        runBackward(lane, of, args, {
          input,
          h: stack.sideOf(states, number),
          upstream,
          firsts: first,
          dInput: own,
          gradients: ofLane(gradients, lanes[number].suffix),
        });
        if (dInput !== null && own !== null && own !== dInput) ops.add({ a: dInput, b: own }, dInput);
      }
      dStates = layer === 0 || dInput === null ? null : stack.dropped(dInput, layer - 1);
    }
    for (const [i, parts] of firsts.entries()) {
      const at = stack.givenAt(of.states[i]);
      const target = at === null ? null : (dxs[at] ?? null);
      if (target === null || lanes.length === 1) continue;
      ops.concat({ parts: parts as T[] }, target, { axis: stack.stepAxis });
    }
  },
});
