import { resolve } from 'node:path';
import { cifar10Format } from '../../../formats/cifar.ts';
import type { SampleSource, SourceRequest } from '../samples.ts';
import { openCifarFolder } from './cifar.ts';

/** batches.meta says so. */
const classes = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

export const openCifar10 = ({ source: { args }, base }: SourceRequest): SampleSource =>
  openCifarFolder(resolve(base, args.folder as string), {
    format: cifar10Format,
    label: 0,
    classes,
  });
