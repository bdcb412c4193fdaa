import { oneOf, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const cifar100 = defineCallable({
  kind: 'source',
  name: 'cifar100',
  doc: 'The 32×32 colour images of CIFAR-100 in its binary version, a folder with train.bin, or its Python version, train.',
  source: 'Krizhevsky, Learning multiple layers of features from tiny images, 2009',
  example: 'cifar100("data/cifar-100-binary")',
  args: {
    folder: text('The folder with the files, relative to the model file.', { path: 'folder' }),
    labels: oneOf(
      'Which of the two labels.',
      { fine: '100 classes.', coarse: '20 groups of five classes.' },
      { default: 'fine' },
    ),
  },
});
