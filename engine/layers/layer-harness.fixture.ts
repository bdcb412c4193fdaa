/** Runs one layer forward and backward outside a network, on any family of backends. */
import { planTraining } from '../../model/plan.ts';
import { ownShape } from '../network/layout.ts';
import type { Ops } from '../ops/ops.ts';
import { fillNormal, type Place } from '../random/philox.ts';
import { layerRun } from './index.ts';
import type { LayerCase } from './layer-cases.fixture.ts';
import type { RunnableLayer } from './layer-run.ts';

/** By name: `x`, `dy` and the weights. Weights in the layout of the operations. */
export type Values = Readonly<Record<string, Float64Array>>;

export interface Tensors<T> {
  readonly ops: Ops<T>;
  make(shape: readonly number[], values: Float64Array): T;
  read(tensor: T): Promise<Float64Array>;
}

export interface LayerOutcome {
  readonly y: Float64Array;
  /** Of `x` and of every learned weight. */
  readonly gradients: Values;
  /** Weights after the forward pass; running statistics have moved. */
  readonly weights: Values;
}

const PLACE: Place = { seed: 3, purpose: 'dropout', time: 5, index: 1 };
const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const zeros = (shape: readonly number[]) => new Float64Array(size(shape));

interface Layout {
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly learned: boolean }[];
  readonly saved: Readonly<Record<string, readonly number[]>>;
}

function layoutOf({ graph, batch }: LayerCase): Layout {
  const plan = planTraining(graph, batch, { inputGradients: true });
  if (plan === null) throw new Error('The case has sizes that are not known.');
  const [node] = plan.nodes;
  const shapeOf = (index: number) => plan.tensors[index].shape;
  const short = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  return {
    input: shapeOf(node.inputs[0]),
    output: shapeOf(node.output),
    weights: node.layer.weights.map(({ name, shape, role }) => ({
      name: short(name),
      shape: ownShape(shape as readonly number[]),
      learned: role !== 'statistic',
    })),
    saved: Object.fromEntries(Object.entries(node.saved).map(([name, index]) => [name, shapeOf(index)])),
  };
}

/** Random values for everything a case is given; a running variance is positive. */
export function randomValues(layerCase: LayerCase): Values {
  const { input, output, weights } = layoutOf(layerCase);
  const named: [string, readonly number[]][] = [
    ['x', input],
    ['dy', output],
  ];
  for (const { name, shape } of weights) named.push([name, shape]);
  return Object.fromEntries(
    named.map(([name, shape], index) => {
      const values = fillNormal(zeros(shape), { seed: 7, purpose: 'init', index });
      return [name, name === 'running_var' ? values.map(Math.abs) : values];
    }),
  );
}

export async function runLayer<T>(
  tensors: Tensors<T>,
  layerCase: LayerCase,
  values: Values,
  training: boolean,
): Promise<LayerOutcome> {
  const { layer, args } = layerCase.graph.layers[0];
  const { input, output, weights, saved } = layoutOf(layerCase);
  const blank = (shape: readonly number[]) => tensors.make(shape, zeros(shape));
  const held = Object.fromEntries(weights.map(({ name, shape }) => [name, tensors.make(shape, values[name])]));
  const learned = weights.filter((weight) => weight.learned);
  const gradients = Object.fromEntries(learned.map(({ name, shape }) => [name, blank(shape)]));
  const x = tensors.make(input, values.x);
  const y = blank(output);
  const dx = blank(input);
  const context = {
    ops: tensors.ops,
    args,
    inputShape: input,
    outputShape: output,
    weights: held,
    saved: Object.fromEntries(Object.entries(saved).map(([name, shape]) => [name, blank(shape)])),
    place: PLACE,
  };
  const run = layerRun(layer as RunnableLayer);
  run.forward({ ...context, training, x, y });
  if (training) run.backward({ ...context, gradients, x, y, dy: tensors.make(output, values.dy), dx });
  const read = async (entries: [string, T][]): Promise<Values> => {
    const found: [string, Float64Array][] = [];
    for (const [name, tensor] of entries) found.push([name, await tensors.read(tensor)]);
    return Object.fromEntries(found);
  };
  return {
    y: await tensors.read(y),
    gradients: training ? await read([['x', dx], ...Object.entries(gradients)]) : {},
    weights: await read(Object.entries(held)),
  };
}
