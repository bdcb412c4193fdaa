/** How every data source of the catalog is read. */
import { resolve } from 'node:path';
import type { Call } from '../../../model/catalog/arguments.ts';
import type { Runs } from '../../coverage.ts';
import type { ImageSet } from '../image-set.ts';
import { readCifar10 } from './cifar10.ts';
import { readMnist } from './mnist.ts';

const readers: { readonly [S in Runs<'source'>]: (folder: string) => ImageSet } = {
  mnist: readMnist,
  cifar10: readCifar10,
};

/** `base` is the folder of the model file. */
export const readSource = ({ name, args }: Call, base: string): ImageSet =>
  readers[name as Runs<'source'>](resolve(base, args.folder as string));
