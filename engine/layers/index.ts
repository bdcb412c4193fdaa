/** How every layer of the catalog runs; one that is missing here does not compile. */
import { activationRuns } from './activation/index.ts';
import { convolutionRuns } from './convolution/index.ts';
import { denseRuns } from './dense/index.ts';
import { detectionRuns } from './detection/index.ts';
import type { LayerRun, LayerRuns, RunnableLayer } from './layer-run.ts';
import { noiseRuns } from './noise/index.ts';
import { normalizationRuns } from './normalization/index.ts';
import { poolingRuns } from './pooling/index.ts';
import { resizingRuns } from './resizing/index.ts';
import { sequenceRuns } from './sequence/index.ts';
import { structureRuns } from './structure/index.ts';

const layerRuns: LayerRuns = {
  ...convolutionRuns,
  ...poolingRuns,
  ...resizingRuns,
  ...detectionRuns,
  ...denseRuns,
  ...structureRuns,
  ...activationRuns,
  ...normalizationRuns,
  ...noiseRuns,
  ...sequenceRuns,
};

/** How a layer runs, its argument types forgotten: the graph has been checked against the spec. */
export function layerRun(layer: RunnableLayer): LayerRun<unknown> {
  return layerRuns[layer] as LayerRun<unknown>;
}
