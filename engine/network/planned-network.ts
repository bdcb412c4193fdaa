/** The network of every backend: a walk over the plan, losses at its ends, an update. */
import { stageOptions } from '../../model/plan/stage.ts';
import { type Plan, planEvaluation, planTraining } from '../../model/plan.ts';
import { sizeOf } from '../../model/shape.ts';
import type { Runtime } from '../backends/runtime.ts';
import type { Batch } from '../data/batch.ts';
import { initialValues } from '../initializers/index.ts';
import { endsOf } from './heads.ts';
import { Judge, type Outputs } from './judge.ts';
import { Learning } from './learning.ts';
import type {
  Ends,
  Evaluation,
  LearningOptions,
  MinimizeOutcome,
  Network,
  NetworkOptions,
  Numbers,
  NumbersByName,
  PassOutcome,
  PassRequest,
  StepOptions,
  StepOutcome,
  UpdateOutcome,
} from './network.ts';
import { type LayerStatistics, statisticsOf } from './statistics.ts';
import { Walk } from './walk.ts';
import { WeightStore } from './weight-store.ts';

/** `attribution` gives the gradients of the inputs too. */
type Kind = 'train' | 'evaluate' | 'attribution';

export class PlannedNetwork<T> implements Network {
  readonly #runtime: Runtime<T>;
  readonly #options: NetworkOptions;
  readonly #weights: WeightStore<T>;
  readonly #walks = new Map<string, Walk<T>>();
  /** The one that ran backward last. */
  #learned: Walk<T> | null = null;
  #settings: LearningOptions;
  #learning: Learning<T>;
  #judge: Judge<T>;

  constructor(runtime: Runtime<T>, options: NetworkOptions) {
    this.#runtime = options.profile?.watch(runtime) ?? runtime;
    this.#options = options;
    this.#settings = options;
    const { graph, init, seed } = options;
    this.#weights = new WeightStore(this.#runtime, graph, (weight) => initialValues(weight, init, seed));
    this.#learning = new Learning(this.#runtime, this.#weights, graph, options);
    this.#judge = new Judge(this.#runtime, graph, options.loss, options.data?.name);
  }

  configure(options: LearningOptions): void {
    this.#learning.dispose();
    this.#judge.dispose();
    this.#settings = options;
    this.#forgetWalks();
    const { graph, data } = this.#options;
    this.#learning = new Learning(this.#runtime, this.#weights, graph, options);
    this.#judge = new Judge(this.#runtime, graph, options.loss, data?.name);
  }

  /** The last batch of an epoch is smaller: it has a plan of its own. All lie in the place of the largest. */
  #walk(kind: Kind, count: number): Walk<T> {
    const key = `${kind} ${count}`;
    const known = this.#walks.get(key);
    if (known !== undefined) return known;
    const plan = this.#plan(kind, count);
    const walks = [...this.#walks.values()];
    if (walks.every((other) => other.plan.reach < plan.reach)) this.#forgetWalks();
    const walk = new Walk(this.#runtime, plan, this.#weights, this.#options.seed, this.#walks.values());
    this.#walks.set(key, walk);
    return walk;
  }

  #forgetWalks(): void {
    for (const walk of this.#walks.values()) walk.dispose();
    this.#walks.clear();
    this.#learned = null;
  }

  #plan(kind: Kind, count: number): Plan {
    const { graph } = this.#options;
    const inputGradients = kind === 'attribution';
    const options = { ...stageOptions(this.#settings), threads: this.#runtime.threads ?? 0 };
    const plan =
      kind === 'evaluate'
        ? planEvaluation(graph, count, options)
        : planTraining(graph, count, { ...options, inputGradients });
    if (plan === null) throw new Error(`The model ${graph.model} has sizes that are not known; it cannot run.`);
    return plan;
  }

  /** Writes the inputs of the model. */
  #give(walk: Walk<T>, inputs: Ends): void {
    for (const { name } of this.#options.graph.inputs) {
      const values = inputs[name];
      if (values === undefined) throw new Error(`The batch has nothing for the input ${name}.`);
      this.#runtime.write(walk.input(name), values);
    }
  }

  async trainStep(batch: Batch, step: number, options: StepOptions = {}): Promise<StepOutcome> {
    const outcome = await this.gradientStep(batch, step);
    return outcome.nonFinite === undefined ? { ...outcome, ...(await this.update(step, options)) } : outcome;
  }

  async gradientStep(batch: Batch, step: number, { share = 1, add = false } = {}): Promise<StepOutcome> {
    const walk = this.#walk('train', batch.count);
    this.#give(walk, batch.inputs);
    const { frozen } = this.#learning;
    await walk.forward(step, { frozen });
    walk.judge(() => this.#judge.judge((reference) => walk.output(reference), batch, share));
    const [lossSum, regularization, outputs] = await Promise.all([
      this.#judge.lossSum(),
      walk.judge(() => this.#learning.penalty()),
      this.#outputs(
        (reference) => walk.output(reference),
        ({ length }) => length <= 2,
      ),
    ]);
    const loss = lossSum / batch.count;
    if (!Number.isFinite(loss))
      return { loss, regularization, outputs, nonFinite: await this.#firstNonFinite(batch, step) };
    walk.backward(step, { add, frozen });
    this.#learned = walk;
    return { loss, regularization, outputs };
  }

  minimize(wholeGradient: () => Promise<number>): Promise<MinimizeOutcome> {
    return this.#learning.minimize(wholeGradient);
  }

  averaged<R>(work: () => Promise<R>): Promise<R> {
    return this.#learning.averaged(work);
  }

  async statistics(inputs: Ends, count: number, { training = true } = {}): Promise<readonly LayerStatistics[]> {
    const walk = this.#walk(training ? 'train' : 'evaluate', count);
    this.#give(walk, inputs);
    const found: LayerStatistics[] = [];
    const look = async (layer: string, outputs: readonly T[]) => {
      const entry = this.#options.graph.layers.find(({ id }) => id === layer);
      const of = entry === undefined ? null : { kind: entry.layer, channels: entry.output?.at(-1) ?? null };
      for (const [i, output] of outputs.entries())
        found.push(statisticsOf(layer, i, await this.#runtime.read(output), of));
    };
    const running = [...this.#weights.all()].filter(({ spec }) => spec.role === 'statistic');
    const kept = await Promise.all(running.map(({ value }) => this.#runtime.read(value)));
    await walk.forward(0, { look, frozen: this.#learning.frozen });
    for (const [i, { value }] of running.entries()) this.#runtime.write(value, kept[i]);
    return found;
  }

  penalty = (): Promise<number> => this.#learning.penalty();

  update(step: number, options: StepOptions = {}): Promise<UpdateOutcome> {
    const update = () => this.#learning.update(step, options);
    return this.#learned === null ? update() : this.#learned.afterwards(update);
  }

  async #outputs(outputs: Outputs<T>, wanted: (shape: readonly number[]) => boolean): Promise<Ends> {
    const found: Record<string, Float32Array> = {};
    for (const { name, reference } of endsOf(this.#options.graph)) {
      const { value, shape } = outputs(reference);
      if (wanted(shape)) found[name] = await this.#runtime.read(value);
    }
    return found;
  }

  /** Runs the batch forward once more and looks at every output. */
  async #firstNonFinite({ inputs, count }: Batch, step: number): Promise<string> {
    const walk = this.#walk('train', count);
    this.#give(walk, inputs);
    let first: string | undefined;
    const look = async (layer: string, outputs: readonly T[]) => {
      for (const output of outputs) {
        if (first === undefined && (await this.#runtime.read(output)).some((value) => !Number.isFinite(value)))
          first = layer;
      }
    };
    await walk.forward(step, { look, frozen: this.#learning.frozen });
    return first ?? 'loss';
  }

  async evaluate(batch: Batch): Promise<Evaluation> {
    const walk = this.#walk('evaluate', batch.count);
    this.#give(walk, batch.inputs);
    await walk.forward(0);
    const outputs = (reference: string) => walk.output(reference);
    walk.judge(() => this.#judge.judge(outputs, batch, 1));
    return { lossSum: await this.#judge.lossSum(), outputs: await this.#outputs(outputs, () => true) };
  }

  async predict(inputs: Ends, count: number): Promise<NumbersByName> {
    return (await this.pass({ inputs, count, training: false })).outputs;
  }

  async pass({ inputs, count, training, step = 0, upstream }: PassRequest): Promise<PassOutcome> {
    const walk = this.#walk(upstream !== undefined ? 'attribution' : training ? 'train' : 'evaluate', count);
    this.#give(walk, inputs);
    const { frozen } = this.#learning;
    await walk.forward(step, { training, frozen });
    const outputs = new Map<string, Numbers>();
    for (const { name, reference } of endsOf(this.#options.graph)) {
      const { value, shape, gradient } = walk.output(reference);
      outputs.set(name, { shape, data: await this.#runtime.read(value) });
      if (upstream !== undefined && gradient !== null)
        this.#runtime.write(gradient, upstream[name] ?? new Float32Array(sizeOf(shape)));
    }
    if (upstream === undefined) return { outputs, inputGradients: new Map(), weightGradients: new Map() };
    walk.backward(step, { training, frozen });
    const inputGradients = new Map<string, Numbers>();
    for (const { name, shape } of this.#options.graph.inputs) {
      const gradient = walk.inputGradient(name);
      if (gradient === null) continue;
      inputGradients.set(name, { shape: [count, ...(shape as number[])], data: await this.#runtime.read(gradient) });
    }
    return { outputs, inputGradients, weightGradients: await this.#weights.gradients() };
  }

  gradients = (): Promise<NumbersByName> => this.#weights.gradients();

  weights = (): Promise<NumbersByName> => this.#weights.values();

  async setWeights(weights: NumbersByName): Promise<void> {
    this.#weights.setValues(weights);
  }

  optimizerState = (): Promise<NumbersByName> => this.#learning.state();

  async setOptimizerState(state: NumbersByName): Promise<void> {
    this.#learning.setState(state);
  }

  dispose(): void {
    this.#forgetWalks();
    this.#judge.dispose();
    this.#learning.dispose();
    this.#weights.dispose();
  }
}
