/** The settings of `data`, `train`, `stage` and `search`: what each key takes. Completion, hover and `--set` read the same tables. */
import type { CallableKind } from '../../../model/catalog/callable.ts';

export type SettingKind =
  | { readonly takes: CallableKind }
  /** Losses and regularizers, added up; of several heads a map. */
  | { readonly takes: 'losses' }
  | { readonly takes: 'integer'; readonly min: number }
  /** `[flip(horizontal), crop(32, pad=4)]` */
  | { readonly takes: 'list'; readonly of: CallableKind }
  /** `["fc.*"]` */
  | { readonly takes: 'patterns' }
  /** `{ "layer1.*": 0.1 }` */
  | { readonly takes: 'scales' }
  /** `{ box: pets.bbox }` */
  | { readonly takes: 'columns' };

export type SettingSpec = SettingKind & { readonly doc: string; readonly example: string };

export type SettingSpecs = Readonly<Record<string, SettingSpec>>;

/** The kinds of callables that a setting is made of. */
export function callableKinds(spec: SettingSpec): readonly CallableKind[] {
  switch (spec.takes) {
    case 'losses':
      return ['loss', 'regularizer'];
    case 'list':
      return [spec.of];
    case 'integer':
    case 'patterns':
    case 'scales':
    case 'columns':
      return [];
    default:
      return [spec.takes];
  }
}

export const dataSettings: SettingSpecs = {
  source: { takes: 'source', doc: 'Where samples and targets come from.', example: 'source = mnist("data/mnist")' },
  split: { takes: 'split', doc: 'Which samples are kept aside for validation.', example: 'split = holdout(val=5000)' },
  normalize: {
    takes: 'normalization',
    doc: 'What becomes of pixels, which come as 0 to 255. Without it they stay as they are.',
    example: 'normalize = per_channel()',
  },
  sampling: {
    takes: 'sampling',
    doc: 'How training samples are drawn. Without it each comes once an epoch, in an order of the epoch.',
    example: 'sampling = balanced()',
  },
  augment: {
    takes: 'list',
    of: 'augmentation',
    doc: 'Random changes of training samples, in this order.',
    example: 'augment = [flip(horizontal), crop(32, pad=4)]',
  },
};

/** What a stage may set for itself; what it does not set is as in its train. */
export const stageSettings: SettingSpecs = {
  loss: {
    takes: 'losses',
    doc: 'What is minimized: losses and regularizers, added up. Of several heads each has its own: `{ class: softmax(), box: 2.0 * l2_distance() }`.',
    example: 'loss = softmax() + l2(1e-4)',
  },
  optimizer: {
    takes: 'optimizer',
    doc: 'How weights follow their gradients. Adam when not given.',
    example: 'optimizer = adam(lr=1e-3)',
  },
  schedule: {
    takes: 'schedule',
    doc: 'How the learning rate changes over the epochs. Without it it stays.',
    example: 'schedule = step(every=10, factor=0.5)',
  },
  batch: { takes: 'integer', min: 1, doc: 'Samples per step. 64 when not given.', example: 'batch = 64' },
  epochs: {
    takes: 'integer',
    min: 1,
    doc: 'Passes over the training samples. 10 when not given.',
    example: 'epochs = 10',
  },
  accumulate: {
    takes: 'integer',
    min: 1,
    doc: 'Batches whose gradients are added up for one update: the batch of a large machine in the memory of a small one. 1 when not given.',
    example: 'accumulate = 4',
  },
  patience: {
    takes: 'integer',
    min: 1,
    doc: 'Epochs without a better validation after which the training ends. Without it all epochs are run.',
    example: 'patience = 5',
  },
  clip: {
    takes: 'clipping',
    doc: 'How gradients are kept within bounds. Without it they are taken as they are.',
    example: 'clip = norm(5.0)',
  },
  average: {
    takes: 'averaging',
    doc: 'A running mean of the weights, by which validation goes and which the best checkpoint holds. Without it that is the weights as they are.',
    example: 'average = ema(0.999)',
  },
  bptt: {
    takes: 'integer',
    min: 1,
    doc: 'Steps of a sequence after which gradients are cut off. Without it they run through all of it.',
    example: 'bptt = 64',
  },
  train_only: {
    takes: 'patterns',
    doc: 'Patterns of layer ids or weight names, `*` for anything: only these learn. Without it everything does.',
    example: 'train_only = ["fc.*"]',
  },
  lr_scale: {
    takes: 'scales',
    doc: 'Factors of the learning rate by pattern of layer ids or weight names; of several that match the last counts.',
    example: 'lr_scale = { "layer1.*": 0.1 }',
  },
};

export const trainSettings: SettingSpecs = {
  ...stageSettings,
  init: { takes: 'initializer', doc: 'What weights start at. He when not given.', example: 'init = he()' },
  weights: {
    takes: 'weights',
    doc: 'Weights of another training to start from.',
    example: 'weights = load("resnet50.safetensors", except=["fc.*"])',
  },
  metrics: {
    takes: 'list',
    of: 'metric',
    doc: 'What is measured on the validation samples beside the loss.',
    example: 'metrics = [accuracy(), top_k(5)]',
  },
  targets: {
    takes: 'columns',
    doc: 'The column of the data that a head is compared with or an input is given, where it is not the one of the same name.',
    example: 'targets = { box: pets.bbox }',
  },
  keep: {
    takes: 'integer',
    min: 1,
    doc: 'Checkpoints of epochs that are kept beside the last and the best, the latest ones. Without it none.',
    example: 'keep = 3',
  },
  seed: {
    takes: 'integer',
    min: 0,
    doc: 'Where all randomness starts: the same seed gives the same curve. 1 when not given.',
    example: 'seed = 1',
  },
};

export const searchSettings: SettingSpecs = {
  trials: { takes: 'integer', min: 1, doc: 'How many trainings are tried. 20 when not given.', example: 'trials = 30' },
  folds: {
    takes: 'integer',
    min: 1,
    doc: 'Folds of cross-validation for each trial; 1, as when not given: the split of the data.',
    example: 'folds = 5',
  },
};
