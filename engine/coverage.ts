/**
 * What the checker knows and this engine does not run yet. The engine's tables are records over the rest of the catalog:
 * a name that is neither here nor there does not compile, and one that is here cannot be started.
 */
import type { NameOf } from '../model/catalog/index.ts';

/** Layers that are checked and not trained. */
const layers = [
  // convolution, pooling and resizing
  'recur',
  'recur_state',
  'recur_step',
  // dense, structure, activations, normalization, noise and sequences
  'attention',
  'attend',
  // detection
  'yolo',
  'ssd',
  'rpn',
  'proposals',
  'roialign',
  'roipool',
  'box_head',
  'mask_head',
] as const satisfies readonly NameOf<'layer'>[];
const losses = [
  'yolo_loss',
  'ssd_loss',
  'rpn_loss',
  'box_loss',
  'mask_loss',
  'perceptual',
] as const satisfies readonly NameOf<'loss'>[];
const regularizers = [] as const satisfies readonly NameOf<'regularizer'>[];
const optimizers = [] as const satisfies readonly NameOf<'optimizer'>[];
const initializers = [] as const satisfies readonly NameOf<'initializer'>[];
const sources = ['text', 'coco', 'voc'] as const satisfies readonly NameOf<'source'>[];
const splits = [] as const satisfies readonly NameOf<'split'>[];
const normalizations = [] as const satisfies readonly NameOf<'normalization'>[];
const schedules = [] as const satisfies readonly NameOf<'schedule'>[];
const augmentations = [] as const satisfies readonly NameOf<'augmentation'>[];
const metrics = ['mean_average_precision'] as const satisfies readonly NameOf<'metric'>[];
const distributions = [] as const satisfies readonly NameOf<'distribution'>[];
const samplings = [] as const satisfies readonly NameOf<'sampling'>[];
const averagings = [] as const satisfies readonly NameOf<'averaging'>[];
const clippings = [] as const satisfies readonly NameOf<'clipping'>[];
const weights = [] as const satisfies readonly NameOf<'weights'>[];

const notYet = {
  layer: layers,
  loss: losses,
  regularizer: regularizers,
  optimizer: optimizers,
  schedule: schedules,
  initializer: initializers,
  source: sources,
  split: splits,
  normalization: normalizations,
  augmentation: augmentations,
  metric: metrics,
  distribution: distributions,
  clipping: clippings,
  averaging: averagings,
  sampling: samplings,
  weights,
} as const;

type Covered = keyof typeof notYet;

/** The names of a kind that this engine runs. */
export type Runs<K extends Covered> = Exclude<NameOf<K>, (typeof notYet)[K][number]>;

/** Whether a name of the catalog is one that this engine does not run yet. */
export const isNotYet = (kind: Covered, name: string): boolean => (notYet[kind] as readonly string[]).includes(name);
