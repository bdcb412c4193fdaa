/** The network of every backend: a walk over the plan, a loss, an update. */
import { planEvaluation, planTraining } from '../../model/plan.ts';
import type { Runtime } from '../backends/runtime.ts';
import { initialValues } from '../initializers/index.ts';
import { lossRun, regularizerRun } from '../losses/index.ts';
import { optimizerRun } from '../optimizers/index.ts';
import type { Network, NetworkOptions, NumbersByName, StepOutcome } from './network.ts';
import { soleOutput } from './sole-output.ts';
import { Walk } from './walk.ts';
import { WeightStore } from './weight-store.ts';

export class PlannedNetwork<T> implements Network {
  readonly #runtime: Runtime<T>;
  readonly #options: NetworkOptions;
  readonly #classes: number;
  readonly #weights: WeightStore<T>;
  readonly #walks = new Map<string, Walk<T>>();
  /** Sum of losses and number of correct samples. */
  readonly #result: T;
  /** What the regularizers add to the loss. */
  readonly #penalty: T;

  constructor(runtime: Runtime<T>, options: NetworkOptions) {
    this.#runtime = runtime;
    this.#options = options;
    const { graph, init, optimizer, seed } = options;
    this.#classes = soleOutput(graph).classes;
    const { state } = optimizerRun(optimizer.name);
    this.#weights = new WeightStore(runtime, graph, state, (weight) => initialValues(weight, init, seed));
    this.#result = runtime.create([2]);
    this.#penalty = runtime.create([1]);
  }

  /** The last batch of an epoch is smaller: it has a plan of its own. */
  #walk(kind: 'train' | 'evaluate', count: number): Walk<T> {
    const key = `${kind} ${count}`;
    let walk = this.#walks.get(key);
    if (walk === undefined) {
      const { graph, seed } = this.#options;
      const plan = (kind === 'train' ? planTraining : planEvaluation)(graph, count);
      if (plan === null) throw new Error(`The model ${graph.model} has sizes that are not known; it cannot run.`);
      walk = new Walk(this.#runtime, plan, this.#weights, seed);
      this.#walks.set(key, walk);
    }
    return walk;
  }

  async trainStep(images: Float32Array, labels: Int32Array, step: number): Promise<StepOutcome> {
    const walk = this.#walk('train', labels.length);
    this.#runtime.write(walk.input, images);
    await walk.forward(step);
    this.#penalize();
    const [{ loss, correct }, [regularization]] = await Promise.all([
      this.#lossOf(walk, labels),
      this.#runtime.read(this.#penalty),
    ]);
    const mean = loss / labels.length;
    if (!Number.isFinite(mean)) {
      const nonFinite = await this.#firstNonFinite(images, labels.length, step);
      return { loss: mean, regularization, correct, nonFinite };
    }
    walk.backward(step);
    this.#update(step);
    return { loss: mean, regularization, correct };
  }

  async #lossOf(walk: Walk<T>, labels: Int32Array): Promise<{ loss: number; correct: number }> {
    const [term] = this.#options.loss;
    if (term === undefined) throw new Error('There is no loss.');
    for (const label of labels) {
      if (label < 0 || label >= this.#classes)
        throw new Error(
          `The data has a label ${label}, but the model has ${this.#classes} outputs, 0 to ${this.#classes - 1}.`,
        );
    }
    const { scores, gradient } = walk.output;
    lossRun(term.call.name).run(this.#runtime.ops, scores, { result: this.#result, gradient }, labels, term.weight);
    const [sum, correct] = await this.#runtime.read(this.#result);
    return { loss: sum * term.weight, correct };
  }

  #penalize(): void {
    this.#runtime.write(this.#penalty, new Float32Array(1));
    for (const { name, args } of this.#options.regularizers) {
      for (const { spec, value } of this.#weights.all()) {
        if (spec.role === 'weight') regularizerRun(name).addPenalty(this.#runtime.ops, value, this.#penalty, args);
      }
    }
  }

  #update(step: number): void {
    const { optimizer, regularizers } = this.#options;
    const { ops } = this.#runtime;
    for (const weight of this.#weights.all()) {
      if (weight.gradient === null) continue;
      if (weight.spec.role === 'weight') {
        for (const { name, args } of regularizers)
          regularizerRun(name).addGradient(ops, weight.value, weight.gradient, args);
      }
      optimizerRun(optimizer.name).update(ops, weight, weight.gradient, optimizer.args, step);
    }
  }

  /** Runs the batch forward once more and looks at every output. */
  async #firstNonFinite(images: Float32Array, count: number, step: number): Promise<string> {
    const walk = this.#walk('train', count);
    this.#runtime.write(walk.input, images);
    let first: string | undefined;
    await walk.forward(step, async (layer, output) => {
      if (first === undefined && (await this.#runtime.read(output)).some((value) => !Number.isFinite(value)))
        first = layer;
    });
    return first ?? 'loss';
  }

  async evaluate(images: Float32Array, labels: Int32Array): Promise<{ lossSum: number; correct: number }> {
    const walk = this.#walk('evaluate', labels.length);
    this.#runtime.write(walk.input, images);
    await walk.forward(0);
    const { loss, correct } = await this.#lossOf(walk, labels);
    return { lossSum: loss, correct };
  }

  async predict(images: Float32Array, count: number): Promise<Float32Array> {
    const walk = this.#walk('evaluate', count);
    this.#runtime.write(walk.input, images);
    await walk.forward(0);
    return this.#runtime.read(walk.output.scores);
  }

  /** The gradients of the last step by name, regularization included, in PyTorch's layout. */
  gradients = (): Promise<NumbersByName> => this.#weights.gradients();

  weights = (): Promise<NumbersByName> => this.#weights.values();

  async setWeights(weights: NumbersByName): Promise<void> {
    this.#weights.setValues(weights);
  }

  optimizerState = (): Promise<NumbersByName> => this.#weights.state();

  async setOptimizerState(state: NumbersByName): Promise<void> {
    this.#weights.setState(state);
  }

  dispose(): void {
    for (const walk of this.#walks.values()) walk.dispose();
    this.#walks.clear();
    this.#weights.dispose();
    this.#runtime.release(this.#result);
    this.#runtime.release(this.#penalty);
  }
}
