/** Every layer over odd shapes, strides and paddings, drawn by a seed: what gradients and backends are checked on. */
import { GraphBuilder } from '../../model/build.ts';
import { defaults } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { layerSpec } from '../../model/layers/index.ts';
import { describeShape, image, type Shape, sequence, vector, volume } from '../../model/shape.ts';
import { nameHash } from '../initializers/index.ts';
import { fillUniform } from '../random/philox.ts';
import { activationCases } from './activation/cases.fixture.ts';
import { convolutionCases } from './convolution/cases.fixture.ts';
import { denseCases } from './dense/cases.fixture.ts';
import { detectionCases } from './detection/cases.fixture.ts';
import type { Draw, Drawn, LayerDraw, Sample } from './layer-draw.fixture.ts';
import type { RunnableLayer } from './layer-run.ts';
import { noiseCases } from './noise/cases.fixture.ts';
import { normalizationCases } from './normalization/cases.fixture.ts';
import { poolingCases } from './pooling/cases.fixture.ts';
import { resizingCases } from './resizing/cases.fixture.ts';
import { sequenceCases } from './sequence/cases.fixture.ts';
import { structureCases } from './structure/cases.fixture.ts';

const draws: { readonly [L in RunnableLayer]: LayerDraw } = {
  ...convolutionCases,
  ...poolingCases,
  ...resizingCases,
  ...detectionCases,
  ...denseCases,
  ...structureCases,
  ...activationCases,
  ...normalizationCases,
  ...noiseCases,
  ...sequenceCases,
};

export interface LayerCase {
  readonly title: string;
  /** The layer that is looked at is the only one, `layer`. */
  readonly graph: Graph;
  readonly batch: number;
  readonly flat: readonly string[];
  readonly adjust?: NonNullable<LayerDraw['adjust']>;
}

export const runnableLayers = Object.keys(draws) as RunnableLayer[];

function shapeOf(sample: Sample): Shape {
  if ('axes' in sample) return sample;
  const [a, b, c, d] = sample;
  if (b === undefined) return vector(a);
  if (c === undefined) return sequence(a, b);
  return d === undefined ? image(a, b, c) : volume(a, b, c, d);
}

/** What flows into the layer, in order: inputs, tensors given as arguments, and what the layer that is undone was given. */
function samplesOf({ input = [], inputs, tensors = {} }: Drawn): readonly Sample[] {
  return [...(inputs ?? [input]), ...Object.values(tensors)];
}

function graphOf(layer: RunnableLayer, drawn: Drawn, batch: number): Graph {
  const builder = new GraphBuilder('Case');
  const all = { ...defaults(layerSpec(layer).args), ...drawn.args } as Drawn['args'];
  if (drawn.undoes !== undefined) {
    const [undone, args] = drawn.undoes;
    builder.input('whole', shapeOf(drawn.input ?? []));
    const pool = { ...defaults(layerSpec(undone).args), ...args } as Drawn['args'];
    const { output } = builder.add({ id: 'undone', layer: undone, args: pool, inputs: ['whole'] });
    builder.input('x', output);
    builder.add({ id: 'layer', layer, args: all, inputs: ['x'], tensors: { of: 'undone' } });
    return builder.finish({ batch });
  }
  const names = samplesOf(drawn).map((sample, i) => {
    const name = i === 0 ? 'x' : `x${i}`;
    builder.input(name, shapeOf(sample));
    return name;
  });
  const given = Object.keys(drawn.tensors ?? {});
  const flowing = names.slice(0, names.length - given.length);
  const tensors = Object.fromEntries(given.map((name, i) => [name, names[flowing.length + i]]));
  builder.add({ id: 'layer', layer, args: all, inputs: flowing, ...(given.length === 0 ? {} : { tensors }) });
  return builder.finish({ batch });
}

function caseOf(layer: RunnableLayer, drawn: Drawn, batch: number): LayerCase | null {
  const graph = graphOf(layer, drawn, batch);
  const made = graph.layers.flatMap(({ output, outputs }) => outputs?.map(({ shape }) => shape) ?? [output]);
  if (made.some((shape) => shape === null || shape.includes(null))) return null;
  const words = (args: Drawn['args']) =>
    Object.entries(args).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const samples = samplesOf(drawn).map((sample) => describeShape(shapeOf(sample)));
  const before = drawn.undoes === undefined ? '' : `${drawn.undoes[0]}(${words(drawn.undoes[1]).join(', ')}) `;
  const title = `${batch} of ${samples.join(', ')} ${before}${layer}(${words(drawn.args).join(', ')})`;
  const { adjust, flat = [] } = draws[layer];
  return { title, graph, batch, flat, ...(adjust === undefined ? {} : { adjust }) };
}

/** At least `count` cases of a layer; the first that is drawn has one sample, as the last batch of an epoch may. */
export function layerCases(layer: RunnableLayer, count: number): LayerCase[] {
  const { draw: drawCase, corners = [], smallestBatch = 1 } = draws[layer];
  const cases = corners.flatMap((corner) => caseOf(layer, corner, 2) ?? []);
  let smallest = true;
  for (let seed = 0; cases.length < count; seed++) {
    const words = fillUniform(new Float64Array(48), { seed, purpose: 'split', index: nameHash(layer) });
    let at = 0;
    const draw: Draw = (low, high) => low + Math.floor(words[at++] * (high - low + 1));
    const found = caseOf(layer, drawCase(draw), smallest ? smallestBatch : draw(2, 4));
    if (found === null) continue;
    cases.push(found);
    smallest = false;
  }
  return cases;
}
