/** The settings of `data` and `train`: what each key takes. Completion and hover read the same tables. */
import type { CallableKind } from '../../../model/catalog/callable.ts';

export type SettingKind =
  | { readonly takes: CallableKind }
  | { readonly takes: 'losses' }
  | { readonly takes: 'integer'; readonly min: number };

export type SettingSpec = SettingKind & { readonly doc: string; readonly example: string };

export const dataSettings: Readonly<Record<string, SettingSpec>> = {
  source: { takes: 'source', doc: 'Where images and labels come from.', example: 'source = mnist("data/mnist")' },
  split: { takes: 'split', doc: 'Which images are kept aside for validation.', example: 'split = holdout(val=5000)' },
  normalize: {
    takes: 'normalization',
    doc: 'What becomes of pixels, which come as 0 to 255. Without it they stay as they are.',
    example: 'normalize = per_channel()',
  },
};

export const trainSettings: Readonly<Record<string, SettingSpec>> = {
  loss: {
    takes: 'losses',
    doc: 'What is minimized: a loss and regularizers, added up.',
    example: 'loss = softmax() + l2(1e-4)',
  },
  optimizer: {
    takes: 'optimizer',
    doc: 'How weights follow their gradients. Adam when not given.',
    example: 'optimizer = adam(lr=1e-3)',
  },
  init: { takes: 'initializer', doc: 'What weights start at. He when not given.', example: 'init = he()' },
  batch: { takes: 'integer', min: 1, doc: 'Images per step. 64 when not given.', example: 'batch = 64' },
  epochs: {
    takes: 'integer',
    min: 1,
    doc: 'Passes over the training images. 10 when not given.',
    example: 'epochs = 10',
  },
  seed: {
    takes: 'integer',
    min: 0,
    doc: 'Where all randomness starts: the same seed gives the same curve. 1 when not given.',
    example: 'seed = 1',
  },
};

/** Settings that language.md has and this version does not. */
export const laterSettings: ReadonlySet<string> = new Set([
  'augment',
  'schedule',
  'metrics',
  'targets',
  'weights',
  'bptt',
  'clip',
  'train_only',
  'lr_scale',
  'trials',
  'folds',
  'space',
]);
