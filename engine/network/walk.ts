/** The walk over a plan: forward in order, backward in reverse, each value let go when the plan says it is not needed. */
import type { Plan, PlanNode } from '../../model/plan.ts';
import type { Runtime } from '../backends/runtime.ts';
import { layerRun } from '../layers/index.ts';
import type { LayerRun, NodeContext, RunnableLayer } from '../layers/layer-run.ts';
import type { WeightStore } from './weight-store.ts';

/** A node with all that is the same at every step looked up. */
interface BoundNode<T> {
  readonly node: PlanNode;
  readonly run: LayerRun<unknown>;
  readonly context: Omit<NodeContext<T, unknown>, 'place'>;
  readonly gradients: Readonly<Record<string, T>>;
}

export class Walk<T> {
  readonly plan: Plan;
  readonly #runtime: Runtime<T>;
  readonly #tensors: readonly T[];
  readonly #nodes: readonly BoundNode<T>[];
  /** The tensors whose memory nobody needs after each time. */
  readonly #deaths = new Map<number, T[]>();
  readonly #seed: number;

  constructor(runtime: Runtime<T>, plan: Plan, weights: WeightStore<T>, seed: number) {
    this.plan = plan;
    this.#runtime = runtime;
    this.#seed = seed;
    this.#tensors = runtime.allot(plan);
    this.#nodes = plan.nodes.map((node) => this.#bind(node, weights));
    for (const { dies, index } of plan.tensors) {
      const takenOver = plan.tensors.some((other) => other.inPlaceOf === index && other.dies > dies);
      if (takenOver) continue;
      const list = this.#deaths.get(dies);
      if (list === undefined) this.#deaths.set(dies, [this.#tensors[index]]);
      else list.push(this.#tensors[index]);
    }
  }

  #bind(node: PlanNode, weights: WeightStore<T>): BoundNode<T> {
    const { layer } = node;
    const saved = Object.entries(node.saved).map(([name, index]) => [name, this.#tensors[index]] as const);
    return {
      node,
      run: layerRun(layer.layer as RunnableLayer),
      context: {
        ops: this.#runtime.ops,
        args: layer.args,
        inputShape: this.plan.tensors[node.inputs[0]].shape,
        outputShape: this.plan.tensors[node.output].shape,
        weights: weights.ofLayer(layer.weights, (weight) => weight.value),
        saved: Object.fromEntries(saved),
      },
      gradients: weights.ofLayer(layer.weights, (weight) => weight.gradient),
    };
  }

  /** The only input of the model. */
  get input(): T {
    return this.#tensors[Object.values(this.plan.inputs)[0]];
  }

  /** The only output, and its gradient where the plan trains. */
  get output(): { readonly scores: T; readonly gradient: T | null } {
    const [id, index] = Object.entries(this.plan.outputs)[0];
    const gradient = this.plan.nodes.find(({ layer }) => layer.id === id)?.outputGradient ?? null;
    return { scores: this.#tensors[index], gradient: gradient === null ? null : this.#tensors[gradient] };
  }

  /** `look` is given every layer's id and output as it is made. */
  async forward(step: number, look?: (layer: string, output: T) => Promise<void>): Promise<void> {
    for (const { node, run, context } of this.#nodes) {
      const y = this.#tensors[node.output];
      const place = this.#place(node, step);
      run.forward({ ...context, place, training: this.plan.training, x: this.#tensors[node.inputs[0]], y });
      if (look !== undefined) await look(node.layer.id, y);
      this.#letGo(node.forwardAt);
    }
  }

  /** After the loss has written the gradient of the output. */
  backward(step: number): void {
    this.#letGo(this.plan.nodes.length);
    for (const bound of this.#nodes.toReversed()) {
      const { outputGradient, backwardAt } = bound.node;
      if (outputGradient !== null) this.#backwardNode(bound, this.#tensors[outputGradient], step);
      this.#letGo(backwardAt);
    }
  }

  #backwardNode({ node, run, context, gradients }: BoundNode<T>, dy: T, step: number): void {
    const target = node.inputGradients[0] ?? null;
    const sum = target === null ? null : this.#tensors[target.tensor];
    // A second consumer of a tensor adds its gradient to the first one's.
    const added = target?.accumulate === true ? this.#runtime.create(context.inputShape) : null;
    const x = this.#tensors[node.inputs[0]];
    const y = this.#tensors[node.output];
    run.backward({ ...context, place: this.#place(node, step), gradients, x, y, dy, dx: added ?? sum });
    if (added === null || sum === null) return;
    this.#runtime.ops.add({ a: sum, b: added }, sum);
    this.#runtime.release(added);
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
