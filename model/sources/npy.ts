import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const npy = defineCallable({
  kind: 'source',
  name: 'npy',
  doc: 'Arrays of NumPy: samples along the first axis of one file and labels in another, or both in one .npz by their names. Images are samples × height × width × channels.',
  source: 'NumPy, format 1.0 to 3.0',
  example: 'npy("data/x.npy", labels="data/y.npy")',
  args: {
    file: text('The .npy of the samples, or a .npz, relative to the model file.', { path: 'file' }),
    labels: text('The .npy of the labels; for a .npz nothing.', { path: 'file', default: '' }),
    x: text('The name of the samples in a .npz.', { default: 'x' }),
    y: text('The name of the labels in a .npz.', { default: 'y' }),
  },
});
