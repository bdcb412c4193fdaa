/** How every layer of the catalog runs; one that is missing here does not compile. */
import { avgpool } from './avgpool.ts';
import { batchnorm } from './batchnorm.ts';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import type { LayerRun, LayerRuns, RunnableLayer } from './layer-run.ts';
import { maxpool } from './maxpool.ts';
import { relu } from './relu.ts';

const layerRuns: LayerRuns = { conv, relu, maxpool, avgpool, flatten, dense, dropout, batchnorm };

/** How a layer runs, its argument types forgotten: the graph has been checked against the spec. */
export function layerRun(layer: RunnableLayer): LayerRun<unknown> {
  return layerRuns[layer] as LayerRun<unknown>;
}
