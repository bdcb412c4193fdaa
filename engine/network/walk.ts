/** The walk over a plan: forward in order, backward in reverse, each value let go when the plan says it is not needed. */
import type { Plan, PlanNode } from '../../model/plan.ts';
import type { Runtime } from '../backends/runtime.ts';
import { layerRun } from '../layers/index.ts';
import type { RunnableLayer } from '../layers/layer-run.ts';
import type { Place } from '../random/philox.ts';
import type { WeightStore } from './weight-store.ts';

export class Walk<T> {
  readonly plan: Plan;
  readonly #runtime: Runtime<T>;
  readonly #weights: WeightStore<T>;
  readonly #tensors: readonly T[];
  /** Indices of the tensors that die at each time. */
  readonly #deaths = new Map<number, number[]>();
  readonly #seed: number;

  constructor(runtime: Runtime<T>, plan: Plan, weights: WeightStore<T>, seed: number) {
    this.plan = plan;
    this.#runtime = runtime;
    this.#weights = weights;
    this.#seed = seed;
    this.#tensors = runtime.allot(plan);
    for (const { dies, index } of plan.tensors) {
      const list = this.#deaths.get(dies);
      if (list === undefined) this.#deaths.set(dies, [index]);
      else list.push(index);
    }
  }

  tensor(index: number): T {
    return this.#tensors[index];
  }

  /** The only input of the model. */
  get input(): T {
    return this.#tensors[Object.values(this.plan.inputs)[0]];
  }

  /** The only output, and its gradient where the plan trains. */
  get output(): { readonly scores: T; readonly gradient: T | null } {
    const [id, index] = Object.entries(this.plan.outputs)[0];
    const node = this.plan.nodes.find(({ layer }) => layer.id === id);
    const gradient = node?.outputGradient ?? null;
    return { scores: this.#tensors[index], gradient: gradient === null ? null : this.#tensors[gradient] };
  }

  /** `look` sees every output as it is made. */
  async forward(step: number, look?: (node: PlanNode, output: T) => Promise<void>): Promise<void> {
    for (const node of this.plan.nodes) {
      layerRun(node.layer.layer as RunnableLayer).forward({
        ...this.#context(node, step),
        training: this.plan.training,
        x: this.#tensors[node.inputs[0]],
        y: this.#tensors[node.output],
      });
      if (look !== undefined) await look(node, this.#tensors[node.output]);
      this.#letGo(node.forwardAt);
    }
  }

  /** After the loss has written the gradient of the output. */
  backward(step: number): void {
    this.#letGo(this.plan.nodes.length);
    for (const node of [...this.plan.nodes].reverse()) {
      if (node.outputGradient !== null) this.#backwardNode(node, node.outputGradient, step);
      this.#letGo(node.backwardAt);
    }
  }

  #backwardNode(node: PlanNode, outputGradient: number, step: number): void {
    const { ops } = this.#runtime;
    const target = node.inputGradients[0] ?? null;
    const shape = this.plan.tensors[node.inputs[0]].shape;
    const added = target?.accumulate === true ? this.#runtime.create(shape) : null;
    const dx = target === null ? null : (added ?? this.#tensors[target.tensor]);
    layerRun(node.layer.layer as RunnableLayer).backward({
      ...this.#context(node, step),
      gradients: this.#weights.ofLayer(node.layer.weights, (weight) => weight.gradient),
      x: this.#tensors[node.inputs[0]],
      y: this.#tensors[node.output],
      dy: this.#tensors[outputGradient],
      dx,
    });
    if (added === null || target === null) return;
    const sum = this.#tensors[target.tensor];
    ops.add({ a: sum, b: added }, sum);
    this.#runtime.release(added);
  }

  #context(node: PlanNode, step: number) {
    const place: Place = { seed: this.#seed, purpose: 'dropout', time: step, index: node.forwardAt };
    const saved = Object.entries(node.saved).map(([name, index]) => [name, this.#tensors[index]] as const);
    return {
      ops: this.#runtime.ops,
      args: node.layer.args,
      inputShape: this.plan.tensors[node.inputs[0]].shape,
      outputShape: this.plan.tensors[node.output].shape,
      weights: this.#weights.ofLayer(node.layer.weights, (weight) => weight.value),
      saved: Object.fromEntries(saved),
      place,
    };
  }

  #letGo(time: number): void {
    for (const index of this.#deaths.get(time) ?? []) {
      if (!this.#takenOver(index, time)) this.#runtime.clear(this.#tensors[index]);
    }
  }

  /** Another tensor goes on in the same memory. */
  #takenOver(index: number, time: number): boolean {
    return this.plan.tensors.some((tensor) => tensor.inPlaceOf === index && tensor.dies > time);
  }

  dispose(): void {
    for (const tensor of this.#tensors) this.#runtime.release(tensor);
  }
}
