import { resolve } from 'node:path';
import { cifar10Format } from '../../../formats/cifar.ts';
import type { OpenFiles } from '../file-source.ts';
import type { Samples, SourceRequest } from '../samples.ts';
import { openCifarFolder } from './cifar.ts';

/** batches.meta says so. */
const classes = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

export const openCifar10 = ({ source: { args }, base }: SourceRequest, files: OpenFiles): Samples =>
  openCifarFolder(resolve(base, args.folder as string), files, {
    format: cifar10Format,
    label: 0,
    classes,
  });
