/** How every data source of the catalog is opened. */
import { FormatError } from '../../../formats/reader.ts';
import { defaults } from '../../../model/catalog/arguments.ts';
import { sources } from '../../../model/sources/index.ts';
import type { Runs } from '../../coverage.ts';
import { OpenFiles } from '../file-source.ts';
import { DataError, type SampleSource, type Samples, type SourceRequest } from '../samples.ts';
import { openCifar10 } from './cifar10.ts';
import { openCifar100 } from './cifar100.ts';
import { openCsv } from './csv.ts';
import { openDigits } from './digits.ts';
import { openImageFolder } from './image-folder.ts';
import { openMnist } from './mnist.ts';
import { openNpy } from './npy.ts';
import { openShapes } from './shapes.ts';
import { openSpirals } from './spirals.ts';
import { openTar } from './tar.ts';

/** What it opens with `files` is closed with the source, and where opening fails. */
type Opener = (request: SourceRequest, files: OpenFiles) => Samples;

const openers: { readonly [S in Runs<'source'>]: Opener } = {
  mnist: openMnist,
  cifar10: openCifar10,
  cifar100: openCifar100,
  image_folder: openImageFolder,
  csv: openCsv,
  npy: openNpy,
  tar: openTar,
  spirals: openSpirals,
  shapes: openShapes,
  digits: openDigits,
};

/** What a worker calls too, to read on its own. */
export type OpenSource = (request: SourceRequest) => Promise<SampleSource>;

/**
 * Arguments that are not given have their defaults.
 * @throws DataError naming the file, what is wrong with it and the way out
 */
export async function openSource({ source: { name, args }, ...rest }: SourceRequest): Promise<SampleSource> {
  if (!isOpened(name)) throw new DataError(`The source ${name} is not read yet.`);
  const source = { name, args: { ...defaults(sources[name].args), ...args } };
  const files = new OpenFiles();
  try {
    const opened = await guarded(async () => openers[name]({ source, ...rest }, files));
    return {
      ...opened,
      read: (index) => guarded(() => opened.read(index)),
      close: async () => files.closeAll(),
    };
  } catch (error) {
    files.closeAll();
    throw error;
  }
}

const isOpened = (name: string): name is keyof typeof openers => Object.hasOwn(openers, name);

/** What is wrong with a format is what is wrong with the data. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FormatError ? new DataError(error.message) : error;
  }
}
