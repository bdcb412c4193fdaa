/** The layers of the catalog. The engine and the exporters are records over `LayerName`: what is missing there does not compile. */
import { avgpool } from './avgpool.ts';
import { batchnorm } from './batchnorm.ts';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { input } from './input.ts';
import { maxpool } from './maxpool.ts';
import { relu } from './relu.ts';
import type { LayerSpec } from './spec.ts';

export const layers = {
  input,
  conv,
  relu,
  maxpool,
  avgpool,
  flatten,
  dense,
  dropout,
  batchnorm,
} as const;

export type LayerName = keyof typeof layers;

export function isLayerName(name: string): name is LayerName {
  return Object.hasOwn(layers, name);
}

/** The spec of a layer with its argument types forgotten, for code that treats all layers alike. */
export function layerSpec(name: LayerName): LayerSpec {
  return layers[name] as unknown as LayerSpec;
}
