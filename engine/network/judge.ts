/** The losses of a network at its ends: what they sum up to, and the gradients that they send back. */
import type { Graph } from '../../model/graph.ts';
import type { LossTerm } from '../../model/settings.ts';
import { sizeOf } from '../../model/shape.ts';
import type { Runtime } from '../backends/runtime.ts';
import { completeCall } from '../complete-call.ts';
import type { Batch } from '../data/batch.ts';
import { lossRun } from '../losses/index.ts';
import { type End, endOf } from './heads.ts';
import { Scratch } from './scratch.ts';
import type { Output } from './walk.ts';

/** The outputs of the model by their references. */
export type Outputs<T> = (reference: string) => Output<T>;

export class Judge<T> {
  readonly #runtime: Runtime<T>;
  readonly #scratch: Scratch<T>;
  readonly #graph: Graph;
  readonly #data: string;
  readonly #terms: readonly { readonly term: LossTerm; readonly end: End; readonly result: T }[];

  /** `data` names the data in messages. */
  constructor(runtime: Runtime<T>, graph: Graph, loss: readonly LossTerm[], data?: string) {
    this.#runtime = runtime;
    this.#scratch = new Scratch(runtime);
    this.#graph = graph;
    this.#data = data === undefined ? 'The data' : `The data ${data}`;
    this.#terms = loss.map(({ call, ...term }) => ({
      term: { ...term, call: completeCall('loss', call) },
      end: endOf(graph, term.head),
      result: runtime.create([1]),
    }));
  }

  /** After a forward pass. `share` is the part of the step's samples that are in this batch. */
  judge(outputs: Outputs<T>, { count, targets }: Batch, share: number): void {
    const { ops } = this.#runtime;
    const written = new Set<string>();
    for (const { term, end, result } of this.#terms) {
      const target = targets[end.name];
      if (target === undefined) throw new Error(`The batch has nothing to compare ${end.name} with.`);
      const { value, shape, gradient } = outputs(end.reference);
      const adds = gradient !== null && written.has(end.reference);
      written.add(end.reference);
      const own = adds ? this.#scratch.take(shape) : gradient;
      const { args } = term.call;
      lossRun(term.call.name).run({
        ops,
        args,
        scores: value,
        shape,
        target,
        parties: { data: this.#data, model: `${end.name} of ${this.#graph.model}` },
        result,
        gradient: own,
        factor: (term.weight * share) / count,
        temporary: this.#scratch.take,
      });
      if (adds && own !== null) ops.add({ a: gradient, b: own }, gradient);
      this.#scratch.release();
    }
    this.#silence(outputs, written);
  }

  /** Nothing flows back from an end that no loss judges. */
  #silence(outputs: Outputs<T>, judged: ReadonlySet<string>): void {
    for (const reference of this.#graph.outputs) {
      if (judged.has(reference)) continue;
      const { shape, gradient } = outputs(reference);
      if (gradient !== null) this.#runtime.write(gradient, new Float32Array(sizeOf(shape)));
    }
  }

  /** Of the batch that was judged last: the weighted sum over its samples. */
  async lossSum(): Promise<number> {
    const sums = await Promise.all(this.#terms.map(({ result }) => this.#runtime.read(result)));
    return sums.reduce((total, [sum], i) => total + sum * this.#terms[i].term.weight, 0);
  }

  dispose(): void {
    for (const { result } of this.#terms) this.#runtime.release(result);
  }
}
