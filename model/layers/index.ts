/** The layers of the catalog. The engine and the exporters are records over `LayerName`: what is missing there does not compile. */
import { activationLayers } from './activation/index.ts';
import { convolutionLayers } from './convolution/index.ts';
import { denseLayers } from './dense/index.ts';
import { detectionLayers } from './detection/index.ts';
import { input } from './input.ts';
import { neighborLayers } from './neighbors/index.ts';
import { noiseLayers } from './noise/index.ts';
import { normalizationLayers } from './normalization/index.ts';
import { poolingLayers } from './pooling/index.ts';
import { resizingLayers } from './resizing/index.ts';
import { sequenceLayers } from './sequence/index.ts';
import type { LayerSpec } from './spec.ts';
import { structureLayers } from './structure/index.ts';

/** By family, in the order of the reference page. */
export const layerFamilies = {
  Input: { input },
  Convolution: convolutionLayers,
  Pooling: poolingLayers,
  Resizing: resizingLayers,
  Dense: denseLayers,
  Structure: structureLayers,
  Activations: activationLayers,
  Normalization: normalizationLayers,
  Noise: noiseLayers,
  Sequences: sequenceLayers,
  Detection: detectionLayers,
  Neighbors: neighborLayers,
} as const;

export const layers = {
  input,
  ...convolutionLayers,
  ...poolingLayers,
  ...resizingLayers,
  ...denseLayers,
  ...structureLayers,
  ...activationLayers,
  ...normalizationLayers,
  ...noiseLayers,
  ...sequenceLayers,
  ...detectionLayers,
  ...neighborLayers,
} as const;

export type LayerName = keyof typeof layers;

export function isLayerName(name: string): name is LayerName {
  return Object.hasOwn(layers, name);
}

/** The spec of a layer with its argument types forgotten, for code that treats all layers alike. */
export function layerSpec(name: LayerName): LayerSpec {
  return layers[name] as unknown as LayerSpec;
}
