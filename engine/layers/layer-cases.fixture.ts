/** Every layer over odd shapes, strides and paddings, drawn by a seed: what gradients and backends are checked on. */
import type { Graph } from '../../model/graph.ts';
import { chain, type Line } from '../../model/zoo.fixture.ts';
import { fillUniform } from '../random/philox.ts';
import type { RunnableLayer } from './layer-run.ts';

export interface LayerCase {
  readonly title: string;
  readonly graph: Graph;
  readonly batch: number;
}

type Draw = (low: number, high: number) => number;
type Given = NonNullable<Line[1]>;

interface Drawn {
  readonly input: readonly number[];
  readonly args: Given;
}

const plane = (draw: Draw) => [draw(3, 7), draw(3, 7), draw(1, 3)];
const pair = (draw: Draw, high: number) => [draw(1, high), draw(1, high)];
const sides = (draw: Draw, high: number) => Array.from({ length: 4 }, () => draw(0, high));

/** `same` and `valid` now and then, else four sides of their own. */
function padding(draw: Draw, high: number): string | number[] {
  const which = draw(0, 3);
  return which === 0 ? 'same' : which === 1 ? 'valid' : sides(draw, high);
}

/** Padding of a pool is less than its window, or a window could see nothing but padding. */
function pool(draw: Draw): Drawn {
  const window = [draw(2, 3), draw(2, 3)];
  return { input: plane(draw), args: { window, stride: pair(draw, 3), pad: padding(draw, 1) } };
}

const draws: { readonly [L in RunnableLayer]: (draw: Draw) => Drawn } = {
  conv: (draw) => ({
    input: plane(draw),
    args: {
      filters: draw(1, 4),
      kernel: [draw(1, 4), draw(1, 3)],
      stride: pair(draw, 3),
      pad: padding(draw, 3),
      bias: draw(0, 1) === 1,
    },
  }),
  maxpool: pool,
  avgpool: pool,
  dense: (draw) => ({ input: [draw(1, 6)], args: { units: draw(1, 5), bias: draw(0, 1) === 1 } }),
  batchnorm: (draw) => ({ input: draw(0, 1) === 1 ? plane(draw) : [draw(1, 5)], args: { momentum: 0.1, eps: 1e-5 } }),
  relu: (draw) => ({ input: plane(draw), args: {} }),
  flatten: (draw) => ({ input: plane(draw), args: {} }),
  dropout: (draw) => ({ input: plane(draw), args: { p: draw(1, 8) / 10 } }),
};

/** What chance seldom draws: padding by `same` that is uneven, without a stride and with one; a single column at uneven strides. */
const corners: { readonly [L in RunnableLayer]?: readonly Drawn[] } = {
  conv: [
    { input: [4, 5, 2], args: { filters: 3, kernel: [2, 4], stride: [1, 1], pad: 'same', bias: true } },
    { input: [4, 6, 2], args: { filters: 3, kernel: [3, 3], stride: [2, 3], pad: 'same', bias: false } },
    { input: [8, 4, 1], args: { filters: 1, kernel: [4, 2], stride: [1, 3], pad: 'valid', bias: true } },
  ],
  maxpool: [{ input: [4, 5, 2], args: { window: [2, 3], stride: [1, 2], pad: 'same' } }],
  avgpool: [{ input: [4, 5, 2], args: { window: [2, 3], stride: [1, 2], pad: 'same' } }],
};

export const runnableLayers = Object.keys(draws) as RunnableLayer[];

function caseOf(layer: RunnableLayer, { input, args }: Drawn, batch: number): LayerCase | null {
  const graph = chain(input, [[layer, args, 'layer']], batch);
  if (graph.layers[0].output === null || graph.layers[0].output.includes(null)) return null;
  const given = Object.entries(args).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return { title: `${batch}×${input.join('×')} ${layer}(${given.join(', ')})`, graph, batch };
}

/** At least `count` cases of a layer; the first that is drawn has one sample, as the last batch of an epoch may. */
export function layerCases(layer: RunnableLayer, count: number): LayerCase[] {
  const cases = (corners[layer] ?? []).flatMap((corner) => caseOf(layer, corner, 2) ?? []);
  let single = layer !== 'batchnorm';
  for (let seed = 0; cases.length < count; seed++) {
    const words = fillUniform(new Float64Array(32), { seed, purpose: 'split', index: layer.length });
    let at = 0;
    const draw: Draw = (low, high) => low + Math.floor(words[at++] * (high - low + 1));
    const found = caseOf(layer, draws[layer](draw), single ? 1 : draw(2, 4));
    if (found === null) continue;
    cases.push(found);
    single = false;
  }
  return cases;
}
