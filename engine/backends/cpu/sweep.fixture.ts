/** The same numbers given to an operation of the embedded backend and of the reference, over many random cases. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Ops } from '../../ops/ops.ts';
import { Draws } from '../../random/draws.ts';
import { referenceRuntime } from '../reference/runtime.ts';
import type { ReferenceTensor } from '../reference/tensor.ts';
import { Machine, type MachineOptions } from './machine.ts';
import { type CpuRuntime, cpuRuntime } from './runtime.ts';
import type { CpuTensor } from './tensor.ts';

type Shape = readonly number[];
type AnyOp = (inputs: unknown, out: unknown, attributes: unknown) => void;

/** A tensor of a case: a shape, with what is drawn for each number where it is not standard normal. */
export interface Drawn {
  readonly shape: Shape;
  readonly draw?: (draws: Draws, i: number) => number;
}

export interface SweepCase {
  readonly op: keyof Ops<unknown>;
  /** One tensor, several by name, or lists of them; `null` where the operation takes none. */
  readonly inputs: Readonly<Record<string, Drawn | readonly Drawn[] | null>>;
  /** Both sides start from the same numbers, for operations that go on from what is there. */
  readonly out: Drawn | Readonly<Record<string, Drawn | null>>;
  readonly attributes?: unknown;
  /** The input, of as many numbers, in whose place the result lies. */
  readonly inPlace?: string;
  /**
   * An operation of one number that is applied in place to the result, or to its `y`, as the next thing. Done by itself
   * instead it has to give the same bits.
   */
  readonly behind?: { readonly op: 'relu' | 'clip'; readonly attributes?: unknown };
}

/** Random choices for a case. */
export class Chooser {
  readonly draws: Draws;

  constructor(seed: number, index: number) {
    this.draws = new Draws({ seed, purpose: 'check', index });
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + this.draws.below(high - low + 1);
  }

  of<V>(...values: readonly V[]): V {
    return values[this.draws.below(values.length)] as V;
  }

  chance(probability: number): boolean {
    return this.draws.chance(probability);
  }
}

const isDrawn = (value: object): value is Drawn => 'shape' in value;

interface Pair {
  readonly own: CpuTensor;
  readonly known: ReferenceTensor;
}

export class Sweep {
  readonly machine: Machine;
  readonly runtime: CpuRuntime;

  private constructor(machine: Machine) {
    this.machine = machine;
    this.runtime = cpuRuntime(machine);
  }

  static async start(options: MachineOptions = {}): Promise<Sweep> {
    return new Sweep(await Machine.start(options));
  }

  /**
   * Runs `count` cases. Per tensor max|a − b| ≤ tolerance · max|b| + 1e-6, as for every backend; and no case may go
   * without a kernel.
   */
  async run(count: number, seed: number, make: (choose: Chooser) => SweepCase, tolerance = 1e-4): Promise<void> {
    const before = new Map(this.runtime.fallbacks);
    for (let index = 0; index < count; index++) {
      const choose = new Chooser(seed, index);
      const sweepCase = make(choose);
      await this.#compare(sweepCase, choose.draws, tolerance, `case ${index}`);
      const { op } = sweepCase;
      assert.equal(this.runtime.fallbacks.get(op), before.get(op), `case ${index}: ${op} has no kernel for this`);
    }
  }

  async #compare(sweepCase: SweepCase, draws: Draws, tolerance: number, title: string): Promise<void> {
    const { op, inputs, out, attributes, inPlace, behind } = sweepCase;
    const pairs: Pair[] = [];
    const outs: [string, Pair][] = [];
    const pair = ({ shape, draw = (d) => d.normal() }: Drawn): Pair => {
      const own = this.runtime.create(shape);
      const values = Float32Array.from({ length: own.count }, (_, i) => draw(draws, i));
      this.runtime.write(own, values);
      const made = { own, known: { shape, data: Float64Array.from(values) } };
      pairs.push(made);
      return made;
    };
    const pick = (value: Drawn | readonly Drawn[] | null): Pair | Pair[] | null =>
      value === null ? null : isDrawn(value) ? pair(value) : value.map(pair);
    const given = Object.entries(inputs).map(([name, value]) => [name, pick(value)] as const);
    const side = (which: keyof Pair) =>
      Object.fromEntries(
        given.map(([name, value]) => [
          name,
          value === null ? null : Array.isArray(value) ? value.map((entry) => entry[which]) : value[which],
        ]),
      );
    const target = (which: keyof Pair): unknown =>
      isDrawn(out as object)
        ? outs[0]?.[1][which]
        : Object.fromEntries(
            Object.keys(out).map((name) => [name, outs.find(([own]) => own === name)?.[1][which] ?? null]),
          );
    const replaced = given.find(([name]) => name === inPlace)?.[1];
    const inPlaceOf = ({ own, known }: Pair, { shape }: Drawn): Pair => ({
      own: { ...own, shape },
      known: { ...known, shape },
    });
    if (isDrawn(out as object))
      outs.push(['out', replaced ? inPlaceOf(replaced as Pair, out as Drawn) : pair(out as Drawn)]);
    else for (const [name, value] of Object.entries(out)) if (value !== null) outs.push([name, pair(value)]);
    const next = (ops: Ops<unknown>, which: keyof Pair) => {
      const y = (outs.find(([name]) => name === 'y') ?? outs[0])[1][which];
      if (behind !== undefined) (ops[behind.op] as AnyOp)({ x: y }, y, behind.attributes);
    };
    (this.runtime.ops[op] as AnyOp)(side('own'), target('own'), attributes);
    next(this.runtime.ops as Ops<unknown>, 'own');
    (referenceRuntime.ops[op] as unknown as AnyOp)(side('known'), target('known'), attributes);
    next(referenceRuntime.ops as unknown as Ops<unknown>, 'known');
    const words = `${title}: ${op} ${JSON.stringify({ inputs, out, attributes }).slice(0, 500)}`;
    for (const [name, { own, known }] of outs) {
      const found = await this.runtime.read(own);
      const scale = known.data.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
      found.forEach((value, i) => {
        const expected = known.data[i];
        const same = Object.is(value, expected) || Math.abs(value - expected) <= tolerance * scale + 1e-6;
        if (!same) assert.fail(`${words}: ${name}[${i}] is ${value}, should be ${expected}`);
      });
    }
    if (behind !== undefined) {
      const bits = async () =>
        Promise.all(outs.map(async ([, { own }]) => new Uint32Array((await this.runtime.read(own)).buffer)));
      const atOnce = await bits();
      (this.runtime.ops[op] as AnyOp)(side('own'), target('own'), attributes);
      this.machine.finish();
      next(this.runtime.ops as Ops<unknown>, 'own');
      assert.deepEqual(await bits(), atOnce, `${words}: ${behind.op} by itself gives other bits`);
    }
    for (const { own } of pairs) this.runtime.release(own);
  }

  stop(): Promise<void> {
    return this.machine.stop();
  }
}

/** Gives a test a name, how many cases it has (fewer are run where few suffice) and how to make one. */
export type Check = (name: string, count: number, make: (choose: Chooser) => SweepCase, tolerance?: number) => void;

const variants: readonly MachineOptions[] = [
  { threads: 2 },
  { threads: 1, wide: false },
  { threads: 3, relaxed: false },
  { threads: 1, shared: false },
];

/** Runs the checks that `define` names on every kind of machine, the first of them most. */
export function sweepAll(what: string, seed: number, define: (check: Check) => void): void {
  for (const options of variants) {
    const few = options !== variants[0];
    const words = Object.entries(options).map(([name, value]) => `${name} ${value}`);
    describe(`${what} (${words.join(', ')}) against the reference`, function () {
      this.timeout(120_000);
      let sweep: Sweep;
      before(async () => {
        sweep = await Sweep.start(options);
      });
      after(() => sweep.stop());
      define((name, count, make, tolerance) => {
        it(name, () => sweep.run(few ? Math.ceil(count / 10) : count, seed, make, tolerance));
      });
    });
  }
}
