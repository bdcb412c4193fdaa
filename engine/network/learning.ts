/** How weights learn from their gradients: regularization, clipping, the optimizer, with what it keeps of each weight. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { sizeOf } from '../../model/shape.ts';
import type { Runtime } from '../backends/runtime.ts';
import { clippingRun } from '../clipping/index.ts';
import { completeCall } from '../complete-call.ts';
import { optimizerRun } from '../optimizers/index.ts';
import { Lbfgs } from '../optimizers/lbfgs.ts';
import { regularizerRun } from '../regularizers/index.ts';
import { isRegularized, sumOf } from '../regularizers/regularizer-run.ts';
import { Tape, type Var } from '../tape/tape.ts';
import { Averaging } from './averaging.ts';
import { type Lessons, lessonsOf } from './lessons.ts';
import type { LearningOptions, MinimizeOutcome, NumbersByName, StepOptions, UpdateOutcome } from './network.ts';
import { Scratch } from './scratch.ts';
import type { StoredWeight, WeightStore } from './weight-store.ts';

/** A weight that learns. */
interface Learner<T> {
  readonly weight: StoredWeight<T>;
  readonly gradient: T;
  /** Of the learning rate. */
  readonly scale: number;
  /** The axis of its units or filters. */
  readonly units: number;
  /** By the optimizer's names: `velocity`, `m`, `v`; zero at first. */
  readonly state: Readonly<Record<string, T>>;
}

const asVar = <T>({ value, ownShape }: StoredWeight<T>): Var<T> => ({ tensor: value, shape: ownShape });

export class Learning<T> {
  readonly #runtime: Runtime<T>;
  readonly #store: WeightStore<T>;
  readonly #scratch: Scratch<T>;
  readonly #regularizers: readonly Call[];
  readonly #clip: Call | undefined;
  readonly #optimizer: Call;
  readonly #lessons: Lessons;
  readonly #learners: readonly Learner<T>[];
  /** Where single numbers are added up. */
  readonly #number: T;
  readonly #averaging: Averaging<T> | null;
  /** Where the optimizer takes all weights together. */
  readonly #lbfgs: Lbfgs | null;

  constructor(runtime: Runtime<T>, store: WeightStore<T>, graph: Graph, options: LearningOptions) {
    this.#runtime = runtime;
    this.#store = store;
    this.#scratch = new Scratch(runtime);
    this.#regularizers = options.regularizers.map((call) => completeCall('regularizer', call));
    this.#clip = options.clip;
    this.#optimizer = completeCall('optimizer', options.optimizer);
    this.#lessons = lessonsOf(graph, options);
    const kept = optimizerRun(this.#optimizer.name)?.state(this.#optimizer.args) ?? [];
    this.#learners = [...store.all()].flatMap((weight) => {
      const { gradient, ownShape, layout, spec } = weight;
      const scale = this.#lessons.scales.get(spec.name);
      if (gradient === null || scale === undefined) return [];
      const state = Object.fromEntries(kept.map((name) => [name, runtime.create(ownShape)]));
      return [
        { weight, gradient, scale, units: layout.indexOf(this.#lessons.transposed.has(spec.name) ? 1 : 0), state },
      ];
    });
    this.#number = runtime.create([1]);
    this.#averaging = options.average === undefined ? null : new Averaging(runtime, store, options.average);
    this.#lbfgs = this.#optimizer.name === 'lbfgs' ? new Lbfgs(this.#optimizer.args) : null;
  }

  /** Layers that run as in an evaluation: what is frozen of them is their statistics too. */
  get frozen(): ReadonlySet<string> {
    return this.#lessons.frozen;
  }

  /** Runs an expression, whose tensors are let go afterwards. */
  #compute(run: (t: Tape<T>) => void): void {
    run(new Tape({ ops: this.#runtime.ops, allot: this.#scratch.take, recording: false }));
    this.#scratch.release();
  }

  /** The sum of single numbers, each of which an expression gives. */
  async #total(parts: readonly ((t: Tape<T>) => Var<T>)[]): Promise<number> {
    if (parts.length === 0) return 0;
    const { ops } = this.#runtime;
    this.#runtime.write(this.#number, new Float32Array(1));
    for (const part of parts) {
      this.#compute((t) => {
        ops.add({ a: this.#number, b: t.reshape(part(t), [1]).tensor }, this.#number);
      });
    }
    return (await this.#runtime.read(this.#number))[0];
  }

  /** What the regularizers add to the loss, for the weights as they are. */
  penalty(): Promise<number> {
    const parts = this.#regularizers.flatMap(({ name, args }) => {
      const { penalty } = regularizerRun(name);
      if (penalty === undefined) return [];
      return [...this.#store.all()]
        .filter(({ spec }) => isRegularized(spec.role, args))
        .map((weight) => (t: Tape<T>) => penalty.value(t, asVar(weight), args));
    });
    return this.#total(parts);
  }

  /** `step` counts from 1. */
  async update(step: number, options: StepOptions): Promise<UpdateOutcome> {
    const run = optimizerRun(this.#optimizer.name);
    if (run === null)
      throw new Error(`${this.#optimizer.name} takes the whole training set at once; it makes no step on a batch.`);
    this.#regularize();
    const gradientNorm = await this.#clipGradients(options.measureNorm === true);
    const outcome = gradientNorm === null ? {} : { gradientNorm };
    // A gradient that is not finite would take every weight with it.
    if (gradientNorm !== null && !Number.isFinite(gradientNorm)) return outcome;
    const args = this.#argumentsFor(options);
    for (const { weight, gradient, scale, state } of this.#learners) {
      const own = { ...args, lr: (args.lr as number) * scale };
      const decayed = weight.spec.role === 'weight' ? own : { ...own, weight_decay: 0 };
      run.update(this.#runtime.ops, { value: weight.value, state }, gradient, decayed, step);
    }
    this.#project();
    this.#averaging?.add(step);
    return outcome;
  }

  /** See `Network.minimize`. */
  async minimize(wholeGradient: () => Promise<number>): Promise<MinimizeOutcome> {
    if (this.#lbfgs === null)
      throw new Error(`${this.#optimizer.name} makes a step on every batch; it does not take the whole training set.`);
    const { x, loss, evaluations } = await this.#lbfgs.minimizeStep(
      await this.#row(({ weight }) => weight.value),
      async (weights) => {
        this.#place(weights);
        const data = await wholeGradient();
        const penalty = await this.penalty();
        this.#regularize();
        return { loss: data + penalty, gradient: await this.#row(({ gradient }) => gradient) };
      },
    );
    this.#place(x);
    this.#project();
    return { loss, evaluations };
  }

  /** Of all learners one after the other. */
  async #row(pick: (learner: Learner<T>) => T): Promise<Float64Array> {
    const parts: Float32Array[] = [];
    for (const learner of this.#learners) parts.push(await this.#runtime.read(pick(learner)));
    const row = new Float64Array(this.#count);
    let at = 0;
    for (const part of parts) {
      row.set(part, at);
      at += part.length;
    }
    return row;
  }

  #place(row: Float64Array): void {
    let at = 0;
    for (const { weight } of this.#learners) {
      const size = sizeOf(weight.ownShape);
      this.#runtime.write(weight.value, Float32Array.from(row.subarray(at, at + size)));
      at += size;
    }
  }

  /** How many numbers learn. */
  get #count(): number {
    return this.#learners.reduce((sum, { weight }) => sum + sizeOf(weight.ownShape), 0);
  }

  /** See `Network.averaged`. */
  averaged<R>(work: () => Promise<R>): Promise<R> {
    return this.#averaging === null ? work() : this.#averaging.within(work);
  }

  /** What a schedule sets stands in place of the optimizer's own; without momentum there is none to change. */
  #argumentsFor({ lr, momentum }: StepOptions): Call['args'] {
    const { name, args } = this.#optimizer;
    const called = optimizerRun(name)?.momentum?.(args);
    return {
      ...args,
      ...(lr === undefined ? {} : { lr }),
      ...(momentum === undefined || called === undefined ? {} : { [called]: momentum }),
    };
  }

  #regularize(): void {
    const { ops } = this.#runtime;
    for (const { name, args } of this.#regularizers) {
      const { penalty } = regularizerRun(name);
      for (const { weight, gradient } of penalty === undefined ? [] : this.#learners) {
        if (!isRegularized(weight.spec.role, args)) continue;
        this.#compute((t) => {
          const own = penalty?.gradient(t, asVar(weight), args);
          if (own !== undefined) ops.add({ a: gradient, b: own.tensor }, gradient);
        });
      }
    }
  }

  /** Resolves to the norm of all gradients together, before they are clipped, where it is known or asked for. */
  async #clipGradients(measure: boolean): Promise<number | null> {
    const run = this.#clip === undefined ? null : clippingRun(this.#clip.name);
    const norm = measure || run?.byNorm === true ? await this.#gradientNorm() : null;
    const gradients = this.#learners.map(({ gradient }) => gradient);
    run?.clip(this.#runtime.ops, gradients, this.#clip?.args ?? {}, norm ?? 0);
    return norm;
  }

  async #gradientNorm(): Promise<number> {
    const squares = this.#learners.map(({ weight, gradient }) => (t: Tape<T>) => {
      return sumOf(t, t.square({ tensor: gradient, shape: weight.ownShape }));
    });
    return Math.sqrt(await this.#total(squares));
  }

  /** Weights that are not regularized are not bounded either. */
  #project(): void {
    for (const { name, args } of this.#regularizers) {
      const run = regularizerRun(name);
      for (const { weight, units } of run.project === undefined ? [] : this.#learners) {
        if (!isRegularized(weight.spec.role, args)) continue;
        this.#compute((t) => {
          const bounded = run.project?.(t, asVar(weight), units, args);
          if (bounded !== undefined) this.#runtime.ops.copy({ x: bounded.tensor }, weight.value);
        });
      }
    }
  }

  async state(): Promise<NumbersByName> {
    const own = (await this.#averaging?.state()) ?? [];
    const values = new Map([...own, ...(this.#lbfgs?.state() ?? [])]);
    for (const { weight, state } of this.#learners) {
      for (const [name, tensor] of Object.entries(state))
        values.set(`${weight.spec.name}:${name}`, await this.#store.read(tensor, weight));
    }
    return values;
  }

  setState(numbers: NumbersByName): void {
    this.#averaging?.setState(numbers);
    this.#lbfgs?.setState(numbers, this.#count);
    for (const { weight, state } of this.#learners) {
      for (const [name, tensor] of Object.entries(state))
        this.#store.write(`${weight.spec.name}:${name}`, weight, tensor, numbers);
    }
  }

  dispose(): void {
    for (const { state } of this.#learners) for (const tensor of Object.values(state)) this.#runtime.release(tensor);
    this.#runtime.release(this.#number);
    this.#averaging?.dispose();
  }
}
