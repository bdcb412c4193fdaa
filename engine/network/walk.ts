/** The walk over a plan: forward in order, backward in reverse, each value let go when the plan says it is not needed. */
import type { Plan, PlanNode } from '../../model/plan.ts';
import { sizeOf } from '../../model/shape.ts';
import type { Runtime } from '../backends/runtime.ts';
import { layerRun } from '../layers/index.ts';
import type { LayerRun, NodeContext, RunnableLayer } from '../layers/layer-run.ts';
import { Scratch } from './scratch.ts';
import type { WeightStore } from './weight-store.ts';

/** A weight's gradient as one node sees it. */
interface WeightTarget<T> {
  readonly gradient: T;
  readonly shape: readonly number[];
  /** Whether another node that shares the weight has written before, on the way back. */
  readonly adds: boolean;
}

/** A node with all that is the same at every step looked up. */
interface BoundNode<T> {
  readonly node: PlanNode;
  readonly run: LayerRun<unknown>;
  readonly context: Omit<NodeContext<T, unknown>, 'place' | 'training'>;
  readonly xs: readonly T[];
  readonly ys: readonly T[];
  readonly targets: Readonly<Record<string, WeightTarget<T>>>;
}

export interface Output<T> {
  readonly value: T;
  readonly shape: readonly number[];
  /** `null` where the plan does not train, or nothing learned lies before it. */
  readonly gradient: T | null;
}

export interface ForwardOptions<T> {
  readonly training?: boolean;
  /** Layers that run as in an evaluation also while the others train. */
  readonly frozen?: ReadonlySet<string>;
  readonly look?: (layer: string, outputs: readonly T[]) => Promise<void>;
}

const none: ReadonlySet<string> = new Set();
const isFrozen = ({ layer }: PlanNode, frozen: ReadonlySet<string>) => frozen.has(layer.sharedWith ?? layer.id);

export class Walk<T> {
  readonly plan: Plan;
  readonly #runtime: Runtime<T>;
  readonly #scratch: Scratch<T>;
  readonly #tensors: readonly T[];
  readonly #nodes: readonly BoundNode<T>[];
  /** The tensors whose memory nobody needs after each time. */
  readonly #deaths = new Map<number, T[]>();
  /** Gradients of weights that nothing flows back to. */
  readonly #unwritten: readonly { readonly gradient: T; readonly zeros: Float32Array }[];
  readonly #seed: number;

  /** `others` never run between the passes of this one. */
  constructor(runtime: Runtime<T>, plan: Plan, weights: WeightStore<T>, seed: number, others: Iterable<Walk<T>> = []) {
    this.plan = plan;
    this.#runtime = runtime;
    this.#scratch = new Scratch(runtime);
    this.#seed = seed;
    this.#tensors = runtime.allot(
      plan,
      [...others].map((walk) => walk.#tensors),
    );
    const written = new Set<T>();
    this.#nodes = plan.nodes
      .toReversed()
      .map((node) => this.#bind(node, weights, written))
      .reverse();
    this.#unwritten = [...weights.all()].flatMap(({ gradient, shape }) =>
      gradient === null || written.has(gradient) ? [] : [{ gradient, zeros: new Float32Array(sizeOf(shape)) }],
    );
    for (const { dies, index } of plan.tensors) {
      const takenOver = plan.tensors.some((other) => other.inPlaceOf === index && other.dies > dies);
      if (takenOver) continue;
      const list = this.#deaths.get(dies);
      if (list === undefined) this.#deaths.set(dies, [this.#tensors[index]]);
      else list.push(this.#tensors[index]);
    }
  }

  /** Called from the last node to the first: `written` are the gradients that later nodes write before this one. */
  #bind(node: PlanNode, weights: WeightStore<T>, written: Set<T>): BoundNode<T> {
    const { layer } = node;
    const tensor = (index: number) => this.#tensors[index];
    const shapeOf = (index: number) => this.plan.tensors[index].shape;
    const inputShapes = node.inputs.map(shapeOf);
    const outputShapes = node.outputs.map(shapeOf);
    const flows = node.outputGradients.some((gradient) => gradient !== null);
    const targets = weights.ofLayer(layer, ({ gradient, ownShape }) => {
      if (gradient === null || !flows) return null;
      const adds = written.has(gradient);
      written.add(gradient);
      return { gradient, shape: ownShape, adds };
    });
    return {
      node,
      run: layerRun(layer.layer as RunnableLayer),
      context: {
        ops: this.#runtime.ops,
        args: layer.args,
        inputShapes,
        outputShapes,
        inputAxes: node.inputAxes,
        outputAxes: node.outputAxes,
        inputShape: inputShapes[0],
        outputShape: outputShapes[0],
        weights: weights.ofLayer(layer, ({ value }) => value),
        weightShapes: weights.ofLayer(layer, ({ ownShape }) => ownShape),
        saved: Object.fromEntries(Object.entries(node.saved).map(([name, index]) => [name, tensor(index)])),
        ...(node.origin === undefined ? {} : { origin: node.origin }),
        temporary: this.#scratch.take,
      },
      xs: node.inputs.map(tensor),
      ys: node.outputs.map(tensor),
      targets,
    };
  }

  input(name: string): T {
    return this.#tensors[this.plan.inputs[name]];
  }

  /** By the reference of an output of the model. */
  output(reference: string): Output<T> {
    const index = this.plan.outputs[reference];
    return { value: this.#tensors[index], shape: this.plan.tensors[index].shape, gradient: this.#gradientOf(index) };
  }

  /** The gradient of an input, where the plan computes it. */
  inputGradient(name: string): T | null {
    return this.#gradientOf(this.plan.inputs[name]);
  }

  #gradientOf(index: number): T | null {
    const name = `grad:${this.plan.tensors[index].name}`;
    const found = this.plan.tensors.findIndex((tensor) => tensor.kind === 'gradient' && tensor.name === name);
    return found < 0 ? null : this.#tensors[found];
  }

  /** Runs losses or penalties after a forward pass, which work where the plan says. */
  judge<R>(run: () => R): R {
    this.#runtime.workIn?.(this.#tensors, this.plan.lossRegion);
    const result = run();
    this.#runtime.workIn?.(this.#tensors, null);
    return result;
  }

  /** Runs what needs no tensor of the plan any more, in their place. */
  async afterwards<R>(run: () => Promise<R>): Promise<R> {
    this.#runtime.workIn?.(this.#tensors, 'all');
    try {
      return await run();
    } finally {
      this.#runtime.workIn?.(this.#tensors, null);
    }
  }

  /**
   * `look` is given every layer's id and outputs as they are made. `training` is that of the plan unless told
   * otherwise: an evaluation may be differentiated too.
   */
  async forward(
    step: number,
    { training = this.plan.training, frozen = none, look }: ForwardOptions<T> = {},
  ): Promise<void> {
    for (const { node, run, context, xs, ys } of this.#nodes) {
      const own = training && !isFrozen(node, frozen);
      this.#runtime.enter?.(node.layer.id, 'forward');
      this.#runtime.workIn?.(this.#tensors, node.regions.forward);
      run.forward({ ...context, place: this.#place(node, step), training: own, xs, ys, x: xs[0], y: ys[0] });
      this.#scratch.release();
      if (look !== undefined) await look(node.layer.id, ys);
      this.#letGo(node.forwardAt);
    }
    this.#runtime.workIn?.(this.#tensors, null);
    this.#runtime.enter?.(null, 'forward');
  }

  /** After the loss has written the gradients of the outputs. `add`: to the gradients that weights have already. */
  backward(
    step: number,
    {
      add = false,
      training = true,
      frozen = none,
    }: Pick<ForwardOptions<T>, 'training' | 'frozen'> & { add?: boolean } = {},
  ): void {
    this.#letGo(this.plan.nodes.length);
    if (!add) for (const { gradient, zeros } of this.#unwritten) this.#runtime.write(gradient, zeros);
    for (const bound of this.#nodes.toReversed()) {
      const { outputGradients, backwardAt } = bound.node;
      const own = training && !isFrozen(bound.node, frozen);
      this.#runtime.enter?.(bound.node.layer.id, 'backward');
      this.#runtime.workIn?.(this.#tensors, bound.node.regions.backward);
      if (outputGradients.some((gradient) => gradient !== null)) this.#backwardNode(bound, step, own, add);
      this.#letGo(backwardAt);
    }
    this.#runtime.workIn?.(this.#tensors, null);
    this.#runtime.enter?.(null, 'backward');
  }

  #backwardNode(
    { node, run, context, xs, ys, targets }: BoundNode<T>,
    step: number,
    training: boolean,
    add: boolean,
  ): void {
    const { ops } = this.#runtime;
    const sums: [sum: T, part: T][] = [];
    // Where something has been written already, what this node finds is added to it.
    const own = (target: T, shape: readonly number[], adds: boolean): T => {
      if (!adds) return target;
      const part = this.#scratch.take(shape);
      sums.push([target, part]);
      return part;
    };
    const dxs = node.inputGradients.map((target, i) =>
      target === null ? null : own(this.#tensors[target.tensor], context.inputShapes[i], target.accumulate),
    );
    const gradients = Object.fromEntries(
      Object.entries(targets).map(([name, { gradient, shape, adds }]) => [name, own(gradient, shape, adds || add)]),
    );
    const dys = node.outputGradients.map((index) => (index === null ? null : this.#tensors[index]));
    const ends = { xs, ys, dys, dxs, x: xs[0], y: ys[0], dy: dys[0] as T, dx: dxs[0] ?? null };
    run.backward({ ...context, ...ends, place: this.#place(node, step), training, gradients });
    for (const [sum, part] of sums) ops.add({ a: sum, b: part }, sum);
    this.#scratch.release();
  }

  #place(node: PlanNode, step: number) {
    return { seed: this.#seed, purpose: 'dropout', time: step, index: node.forwardAt } as const;
  }

  #letGo(time: number): void {
    for (const tensor of this.#deaths.get(time) ?? []) this.#runtime.clear(tensor);
  }

  dispose(): void {
    for (const tensor of this.#tensors) this.#runtime.release(tensor);
  }
}
