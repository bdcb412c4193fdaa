/** Runs one layer forward and backward outside a network, on any family of backends. */
import { type PlanNode, planTraining } from '../../model/plan.ts';
import { type Axis, sizeOf } from '../../model/shape.ts';
import { ownShape, usualLayout } from '../network/layout.ts';
import type { Ops } from '../ops/ops.ts';
import { fillNormal, type Place } from '../random/philox.ts';
import { layerRun } from './index.ts';
import type { LayerCase } from './layer-cases.fixture.ts';
import type { RunnableLayer } from './layer-run.ts';

/** By name: inputs `x`, `x1`, …, gradients of outputs `dy`, `dy1`, …, and the weights, these as they lie for the operations. */
export type Values = Readonly<Record<string, Float64Array>>;

export interface Tensors<T> {
  readonly ops: Ops<T>;
  make(shape: readonly number[], values: Float64Array): T;
  temporary(shape: readonly number[]): T;
  read(tensor: T): Promise<Float64Array>;
}

export interface LayerOutcome {
  /** By output, `y`, `y1`, …. */
  readonly outputs: Values;
  /** Of the inputs that have one and of every learned weight. */
  readonly gradients: Values;
  /** Weights after the forward pass; running statistics have moved. */
  readonly weights: Values;
}

const PLACE: Place = { seed: 3, purpose: 'dropout', time: 5, index: 1 };
const zeros = (shape: readonly number[]) => new Float64Array(sizeOf(shape));
const numbered = (letter: string, i: number) => (i === 0 ? letter : `${letter}${i}`);

interface Layout {
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  readonly inputAxes: readonly (readonly Axis[])[];
  readonly outputAxes: readonly (readonly Axis[])[];
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly learned: boolean }[];
  readonly saved: Readonly<Record<string, readonly number[]>>;
  readonly origin?: NonNullable<PlanNode['origin']>;
}

function layoutOf({ graph, batch }: LayerCase): Layout {
  const plan = planTraining(graph, batch, { inputGradients: true });
  if (plan === null) throw new Error('The case has sizes that are not known.');
  const node = plan.nodes[plan.nodes.length - 1];
  const shapeOf = (index: number) => plan.tensors[index].shape;
  const short = (name: string) => name.slice(node.layer.id.length + 1);
  const { layouts = {} } = layerRun(node.layer.layer as RunnableLayer);
  return {
    inputs: node.inputs.map(shapeOf),
    outputs: node.outputs.map(shapeOf),
    inputAxes: node.inputAxes,
    outputAxes: node.outputAxes,
    weights: node.layer.weights.map(({ name, shape, role }) => ({
      name: short(name),
      shape: ownShape(shape as readonly number[], layouts[short(name)] ?? usualLayout(shape.length)),
      learned: role !== 'statistic',
    })),
    saved: Object.fromEntries(Object.entries(node.saved).map(([name, index]) => [name, shapeOf(index)])),
    ...(node.origin === undefined ? {} : { origin: node.origin }),
  };
}

/** Random values for everything a case is given; a running variance is positive. */
export function randomValues(layerCase: LayerCase): Values {
  const { inputs, outputs, weights } = layoutOf(layerCase);
  const named: [string, readonly number[]][] = [
    ...inputs.map((shape, i): [string, readonly number[]] => [numbered('x', i), shape]),
    ...outputs.map((shape, i): [string, readonly number[]] => [numbered('dy', i), shape]),
  ];
  for (const { name, shape } of weights) named.push([name, shape]);
  return Object.fromEntries(
    named.map(([name, shape], index) => {
      const values = fillNormal(zeros(shape), { seed: 7, purpose: 'init', index });
      return [name, layerCase.adjust?.(name, values) ?? (name === 'running_var' ? values.map(Math.abs) : values)];
    }),
  );
}

export async function runLayer<T>(
  tensors: Tensors<T>,
  layerCase: LayerCase,
  values: Values,
  training: boolean,
): Promise<LayerOutcome> {
  const { layer, args } = layerCase.graph.layers[layerCase.graph.layers.length - 1];
  const { inputs, outputs, inputAxes, outputAxes, weights, saved, origin } = layoutOf(layerCase);
  const blank = (shape: readonly number[]) => tensors.make(shape, zeros(shape));
  const held = Object.fromEntries(weights.map(({ name, shape }) => [name, tensors.make(shape, values[name])]));
  const learned = weights.filter((weight) => weight.learned);
  const gradients = Object.fromEntries(learned.map(({ name, shape }) => [name, blank(shape)]));
  const xs = inputs.map((shape, i) => tensors.make(shape, values[numbered('x', i)]));
  const ys = outputs.map(blank);
  const dys = outputs.map((shape, i) => tensors.make(shape, values[numbered('dy', i)]));
  const dxs = inputs.map(blank);
  const context = {
    ops: tensors.ops,
    args,
    inputShapes: inputs,
    outputShapes: outputs,
    inputAxes,
    outputAxes,
    inputShape: inputs[0],
    outputShape: outputs[0],
    weights: held,
    weightShapes: Object.fromEntries(weights.map(({ name, shape }) => [name, shape])),
    saved: Object.fromEntries(Object.entries(saved).map(([name, shape]) => [name, blank(shape)])),
    ...(origin === undefined ? {} : { origin }),
    place: PLACE,
    training,
    temporary: tensors.temporary,
    xs,
    ys,
    x: xs[0],
    y: ys[0],
  };
  const run = layerRun(layer as RunnableLayer);
  run.forward(context);
  run.backward({ ...context, gradients, dys, dxs, dy: dys[0], dx: dxs[0] });
  const read = async (entries: readonly (readonly [string, T])[]): Promise<Values> => {
    const found: [string, Float64Array][] = [];
    for (const [name, tensor] of entries) found.push([name, await tensors.read(tensor)]);
    return Object.fromEntries(found);
  };
  return {
    outputs: await read(ys.map((y, i) => [numbered('y', i), y] as const)),
    gradients: await read([...dxs.map((dx, i) => [numbered('x', i), dx] as const), ...Object.entries(gradients)]),
    weights: await read(Object.entries(held)),
  };
}
