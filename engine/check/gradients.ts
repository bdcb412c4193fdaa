/**
 * A gradient check: analytic gradients against central differences, in float64 on the reference (CS231n notes, Learning,
 * "Gradient checks"). The scalar is Σ u·y over the outputs of the model with u drawn by the seed.
 */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph, GraphInput } from '../../model/graph.ts';
import { planTraining } from '../../model/plan.ts';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import type { ReferenceTensor } from '../backends/reference/tensor.ts';
import { initialValues } from '../initializers/index.ts';
import { Walk } from '../network/walk.ts';
import { WeightStore } from '../network/weight-store.ts';
import { fillNormal, permutation } from '../random/philox.ts';
import { compareSlopes } from './slopes.ts';

export interface GradientCheckRequest {
  readonly graph: Graph;
  readonly init: Call;
  readonly seed: number;
  readonly batch: number;
  /** Elements that are looked at of each weight and input, drawn by the seed. */
  readonly elements: number;
  /** Batch statistics and noise, or as in evaluation. */
  readonly training: boolean;
  /** Told before each tensor. */
  onTensor?(name: string, done: number, total: number): void;
}

export interface GradientCheck {
  /** The weight, or `input x`. */
  readonly name: string;
  readonly checked: number;
  /** Elements where the function has a corner, so that no difference quotient is right, which admits the analytic slope. */
  readonly kinks: number;
  /** The largest relative error of the others, with where it stands. */
  readonly worst: number;
  readonly at: { readonly index: number; readonly analytic: number; readonly numeric: number } | null;
}

const STEP = 1e-5;
/** Gradients much smaller than the largest of their tensor are measured against this share of it: what they lack is rounding. */
const NEGLIGIBLE = 1e-5;

interface Checked {
  readonly name: string;
  readonly value: Float64Array;
  readonly gradient: Float64Array;
}

export async function checkGradients(request: GradientCheckRequest): Promise<readonly GradientCheck[]> {
  const { graph, seed, batch, training } = request;
  const plan = planTraining(graph, batch, { inputGradients: true });
  if (plan === null) throw new Error(`The model ${graph.model} has sizes that are not known; it cannot be checked.`);
  const weights = new WeightStore(referenceRuntime, graph, (weight) => initialValues(weight, request.init, seed));
  const walk = new Walk(referenceRuntime, plan, weights, seed);
  const inputs = graph.inputs.map((input, index) => ({
    name: input.name,
    whole: isWhole(input),
    values: someInput(input, batch, seed, index, graph),
  }));
  const upstream = new Map(
    graph.outputs.map((reference, index) => {
      const { value } = walk.output(reference);
      const drawn = fillNormal(new Float64Array(value.data.length), { seed, purpose: 'check', index: 100 + index });
      return [reference, drawn] as const;
    }),
  );
  const forward = async () => {
    for (const { name, values } of inputs) walk.input(name).data.set(values);
    await walk.forward(1, { training });
    let sum = 0;
    for (const [reference, u] of upstream) {
      const { data } = walk.output(reference).value;
      for (let i = 0; i < u.length; i++) sum += u[i] * data[i];
    }
    return sum;
  };

  await forward();
  for (const [reference, u] of upstream) walk.output(reference).gradient?.data.set(u);
  walk.backward(1, { training });
  const checked: Checked[] = [...weights.all()].flatMap(({ spec, value, gradient }) =>
    gradient === null ? [] : [{ name: spec.name, value: value.data, gradient: gradient.data.slice() }],
  );
  for (const { name, whole, values } of inputs) {
    const gradient: ReferenceTensor | null = walk.inputGradient(name);
    if (!whole && gradient !== null)
      checked.push({ name: `input ${name}`, value: values, gradient: gradient.data.slice() });
  }
  const found: GradientCheck[] = [];
  for (const [index, tensor] of checked.entries()) {
    request.onTensor?.(tensor.name, index, checked.length);
    found.push(await compare(tensor, forward, request, index));
  }
  return found;
}

async function compare(
  { name, value, gradient }: Checked,
  objective: () => Promise<number>,
  { seed, elements }: GradientCheckRequest,
  index: number,
): Promise<GradientCheck> {
  const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  const chosen = permutation(value.length, { seed, purpose: 'check', index }).subarray(0, elements);
  let kinks = 0;
  let worst = 0;
  let at: GradientCheck['at'] = null;
  const here = await objective();
  for (const i of chosen) {
    const before = value[i];
    const analytic = gradient[i];
    const { numeric, error, kink } = await compareSlopes({
      objective: (offset) => {
        value[i] = before + offset;
        return objective();
      },
      here,
      analytic,
      step: STEP * Math.max(1, Math.abs(before)),
      negligible: Math.max(NEGLIGIBLE * largest, 1e-12),
    });
    value[i] = before;
    if (kink) {
      kinks++;
      continue;
    }
    if (error >= worst) {
      worst = error;
      at = { index: i, analytic, numeric };
    }
  }
  return { name, checked: chosen.length, kinks, worst, at };
}

/** Steps alone are whole numbers: words, characters. */
const isWhole = ({ axes }: GraphInput): boolean => axes.length === 1 && axes[0] === 'steps';

function someInput(
  { shape, axes }: GraphInput,
  batch: number,
  seed: number,
  index: number,
  graph: Graph,
): Float64Array {
  const size = shape.reduce<number>((product, extent) => product * (extent ?? 1), batch);
  const values = fillNormal(new Float64Array(size), { seed, purpose: 'check', index: 200 + index });
  if (!isWhole({ name: '', shape, axes })) return values;
  const vocabulary = smallestVocabulary(graph);
  return values.map((value) => Math.floor(Math.abs(value) * 1000) % vocabulary);
}

/** So that every table of the model has the row. */
const smallestVocabulary = ({ layers }: Graph): number =>
  layers.reduce((least, { args }) => {
    const rows = args.vocab ?? args.classes;
    return typeof rows === 'number' ? Math.min(least, rows) : least;
  }, 1000);
