/**
 * What the embedded backend works in while a layer runs forward or backward, beside the tensors of the plan: an upper bound
 * that follows from shapes, arguments and the number of threads alone. A test holds it against what the machine takes.
 */
import type { LayerName } from '../layers/index.ts';
import { sizeOf } from '../shape.ts';
import { convHighway, convolution, depthwise, segmentationHead, separable, transposed } from './convolutions.ts';
import { placeBytes } from './places.ts';
import { productBytes, rowSumBytes } from './products.ts';
import { recurrentWorkspace } from './recurrences.ts';
import { argumentsOf, biasBytes, foldedCopies, plus, type Rule, type Shape } from './sized-layer.ts';
import { temporaries } from './temporaries.ts';

const dense: Rule = ({ inputs, outputs, threads }) => {
  const [features, units] = [inputs[0]!.at(-1)!, outputs[0]!.at(-1)!];
  const rows = sizeOf(inputs[0]!) / features;
  const sums = Math.max(rowSumBytes(features, units, rows), biasBytes(units, threads));
  return {
    forward: productBytes(rows, units, features),
    backward: Math.max(sums, productBytes(rows, features, units)),
  };
};

/** Channels below which rows of statistics are joined, two by two. */
const WIDE = 64;

/** Four rows of sums for each thread, and what is made of them. */
const batchnorm: Rule = ({ inputs, threads }) => {
  const channels = inputs[0]!.at(-1)!;
  const width = Math.max(channels, 2 * WIDE);
  const constants = 3 * placeBytes(channels);
  return {
    forward: constants + placeBytes(4 * threads * width) + placeBytes(3 * width),
    backward: constants + placeBytes(4 * threads * width) + placeBytes(7 * width),
  };
};

/** Sums of each thread for every weight, and what is made of them. */
const partNorm: Rule = ({ layer, inputs, training, saved, threads }) => {
  const scales = Math.max(inputs[0]!.at(-1)!, ...layer.weights.map(({ shape }) => sizeOf(shape as Shape)));
  const constants = 4 * placeBytes(scales);
  const statistics = training ? 0 : 2 * placeBytes(saved);
  return {
    forward: constants + statistics + placeBytes(3 * threads * scales),
    backward: constants + placeBytes(7 * threads * scales),
  };
};

interface RecurrentArguments {
  readonly units: number;
  readonly layers: number;
  readonly bidirectional: boolean;
  readonly dropout: number;
}

/** Of so many gates; beside their gradients backward holds `apart` numbers of each unit and step. */
const recurrent =
  (gates: number, apart: number): Rule =>
  ({ layer, inputs, training, saved }) => {
    const { units, layers, bidirectional, dropout } = argumentsOf<RecurrentArguments>(layer);
    const [features, steps] = [inputs[0]!.at(-1)!, inputs[0]!.at(-2)!];
    const samples = sizeOf(inputs[0]!) / features / steps;
    const directions = bidirectional ? 2 : 1;
    const own = { gates, apart, units, features, samples, steps, layers, directions };
    return recurrentWorkspace({ ...own, dropout: dropout > 0, unsaved: training ? 0 : saved });
  };

/** One step. */
const cell =
  (gates: number, apart: number): Rule =>
  ({ layer, inputs, training, saved }) => {
    const { units } = argumentsOf<RecurrentArguments>(layer);
    const features = inputs[0]!.at(-1)!;
    const own = { gates, apart, units, features, samples: sizeOf(inputs[0]!) / features };
    const lone = { steps: 1, layers: 1, directions: 1, dropout: false };
    return recurrentWorkspace({ ...own, ...lone, unsaved: training ? 0 : saved });
  };

/** Where inputs are repeated along axes, their gradients are summed. */
const add: Rule = (sized) => {
  const { inputs, outputs } = sized;
  if (inputs.some((shape) => String(shape) !== String(outputs[0]))) return composed(sized);
  return { forward: (inputs.length - 1) * placeBytes(sizeOf(outputs[0]!)), backward: 0 };
};

/** What reductions divide among threads, for each, and what the places of many small tensors have at their ends. */
const REDUCED = 2 ** 14;
const ENDS = 2 ** 12;

/** Some as large as what is pooled to. */
const pooledToOne: Rule = ({ outputs, threads }) => {
  const bytes = 4 * placeBytes(sizeOf(outputs[0]!)) + threads * REDUCED + ENDS;
  return { forward: bytes, backward: bytes };
};

/** Layers that make weights for each sample. */
const perSample: ReadonlySet<LayerName> = new Set<LayerName>(['dropconnect']);

const total = (shapes: readonly Shape[]) => shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);

/** By the table. */
const composed: Rule = ({ layer, inputs, outputs, threads }) => {
  const times = temporaries[layer.layer];
  if (times === undefined) return { forward: 0, backward: 0 };
  const weights =
    total(layer.weights.map(({ shape }) => shape as Shape)) * (perSample.has(layer.layer) ? inputs[0]![0]! : 1);
  const numbers = total(inputs) + total(outputs) + weights;
  const bytes = (factor: number) => placeBytes(factor * numbers) + threads * REDUCED + ENDS;
  return { forward: bytes(times[0]), backward: bytes(times[1]) };
};

const alsoComposed =
  (rule: Rule): Rule =>
  (sized) =>
    plus(rule(sized), composed(sized));

const rules: { readonly [L in LayerName]?: Rule } = {
  conv: convolution,
  conv1d: convolution,
  conv3d: convolution,
  depthwise,
  conv_transpose: alsoComposed(transposed),
  separable: alsoComposed(separable),
  segmentation_head: alsoComposed(segmentationHead),
  conv_highway: alsoComposed(convHighway),
  maxpool: (sized) => foldedCopies(sized, 2),
  avgpool: (sized) => foldedCopies(sized, 2),
  global_avgpool: pooledToOne,
  dense,
  batchnorm,
  layernorm: partNorm,
  groupnorm: partNorm,
  instancenorm: partNorm,
  rnn: recurrent(1, 1),
  lstm: recurrent(4, 0),
  gru: recurrent(3, 3),
  rnn_cell: cell(1, 1),
  lstm_cell: cell(4, 0),
  gru_cell: cell(3, 3),
  add,
};

/** Bytes of each pass. */
export const layerWorkspace: Rule = (sized) => (rules[sized.layer.layer] ?? composed)(sized);
