import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const folders = defineCallable({
  kind: 'split',
  name: 'folders',
  doc: 'The split is there on disk: a folder of each part below the folder of the source.',
  example: 'folders()',
  args: {
    train: text('The folder of the training samples.', { path: 'folder', default: 'train' }),
    val: text('The folder of the validation samples.', { path: 'folder', default: 'val' }),
    test: text('The folder of the test samples; empty: none.', { path: 'folder', default: '' }),
  },
});
