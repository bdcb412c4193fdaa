import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const mnist = defineCallable({
  kind: 'source',
  name: 'mnist',
  doc: 'Images and labels in MNIST files: a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or as .gz. Fashion-MNIST has the same files.',
  source: 'LeCun, Cortes and Burges, The MNIST database',
  example: 'mnist("data/mnist")',
  args: {
    folder: text('The folder with the IDX files, relative to the model file.', {
      path: 'folder',
    }),
  },
});
