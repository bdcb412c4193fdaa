import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const cifar10 = defineCallable({
  kind: 'source',
  name: 'cifar10',
  doc: 'The 32×32 colour images of CIFAR-10 in its binary version, a folder with data_batch_1.bin to data_batch_5.bin, or its Python version, data_batch_1 to data_batch_5.',
  source: 'Krizhevsky, Learning multiple layers of features from tiny images, 2009',
  example: 'cifar10("data/cifar-10-batches-bin")',
  args: {
    folder: text('The folder with the batches, relative to the model file.', { path: 'folder' }),
  },
});
