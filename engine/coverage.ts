/**
 * What the checker knows and this engine does not run yet. The engine's tables are records over the rest of the catalog:
 * a name that is neither here nor there does not compile, and one that is here cannot be started.
 */
import type { Value } from '../model/catalog/arguments.ts';
import type { NameOf } from '../model/catalog/index.ts';

/** Layers that are checked and not trained. */
const layers = [
  // convolution, pooling and resizing
  'recur',
  'recur_state',
  'recur_step',
  // dense, structure, activations, normalization, noise and sequences
  // detection and neighbors
  'yolo',
  'ssd',
  'rpn',
  'proposals',
  'roialign',
  'roipool',
  'box_head',
  'mask_head',
  'segmentation_head',
  'knn',
] as const satisfies readonly NameOf<'layer'>[];
const losses = [] as const satisfies readonly NameOf<'loss'>[];
const regularizers = [] as const satisfies readonly NameOf<'regularizer'>[];
const optimizers = [] as const satisfies readonly NameOf<'optimizer'>[];
const initializers = [] as const satisfies readonly NameOf<'initializer'>[];
const sources = [] as const satisfies readonly NameOf<'source'>[];
const splits = [] as const satisfies readonly NameOf<'split'>[];
const normalizations = [] as const satisfies readonly NameOf<'normalization'>[];

const notYet = {
  layer: layers,
  loss: losses,
  regularizer: regularizers,
  optimizer: optimizers,
  initializer: initializers,
  source: sources,
  split: splits,
  normalization: normalizations,
} as const;

type Covered = keyof typeof notYet;

/** The names of a kind that this engine runs. */
export type Runs<K extends Covered> = Exclude<NameOf<K>, (typeof notYet)[K][number]>;

/** Whether a name of the catalog is one that this engine does not run yet. */
export const isNotYet = (kind: Covered, name: string): boolean => (notYet[kind] as readonly string[]).includes(name);

/** A part of a catalog entry that is not run yet, in words; `null` where the call can be run. */
export function missingPart(layer: string, args: Readonly<Record<string, Value>>): string | null {
  return Object.hasOwn(missingParts, layer) ? (missingParts[layer]?.(args) ?? null) : null;
}

const missingParts: Readonly<Record<string, (args: Readonly<Record<string, Value>>) => string | null>> = {};
