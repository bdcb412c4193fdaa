/** Image files as the network of a run takes them: size, colours, middle and normalization as in its evaluation. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepare as fitted } from '../../formats/images/fit.ts';
import { type Call, defaults } from '../../model/catalog/arguments.ts';
import { sources } from '../../model/sources/index.ts';
import { windowsIn } from '../data/batch-buffer.ts';
import { decodeImage, LARGEST_IMAGE } from '../data/images/decode.ts';
import { sourcesOf } from '../data/opened-sources.ts';
import { planBatches } from '../data/plan.ts';
import { prepare, writeInputs } from '../data/prepare.ts';
import type { Recipe } from '../data/recipe.ts';
import { type DataColumn, DataError } from '../data/samples.ts';
import { classified, numbered } from '../data/sources/columns.ts';
import { openSource } from '../data/sources/index.ts';
import type { Ends } from '../network/network.ts';
import type { Trained } from './trained.ts';

/** What a network is given of one image. */
export interface Photo {
  readonly inputs: Ends;
  /** How often it stands in the inputs, a window each; their scores are averaged. */
  readonly windows: number;
}

export interface PhotoReader {
  /** Names of the classes by head; numbers where the data has none, absent where the head tells no classes apart. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  /** Why the classes have no names: the data cannot be read. */
  readonly unnamed: string | null;
  /** @throws DataError naming the file and what is wrong with it. */
  read(path: string): Promise<Photo>;
}

/** @throws DataError when the model takes no image. */
export async function photoReader(trained: Trained): Promise<PhotoReader> {
  const { job, statistics } = trained;
  const { graph, settings } = job;
  const { data, seed, targets = {} } = settings;
  const { columns, unnamed } = await columnsOf(trained);
  const plan = planBatches({ graph, data: data.name, columns, targets, settings: data, seed });
  const [input, ...others] = plan.bindings.inputs;
  if (input === undefined || others.length > 0 || input.column.kind !== 'image') {
    const taken = plan.bindings.inputs.map(({ column }) => `${column.name} (${column.kind})`).join(', ');
    throw new DataError(`${graph.model} takes ${taken} of ${data.name}; predict gives a network one image.`);
  }
  const recipe: Recipe = { ...plan.recipe(statistics), box: null, pixels: null };
  const [height, width, channels = 1] = input.column.shape;
  return {
    classes: new Map(
      plan.bindings.targets.flatMap(({ name, column, head }) => {
        if (column.kind !== 'class') return [];
        const scores = head.shape?.extents.at(-1) ?? 0;
        return [[name, column.classes ?? numbered(Math.max(2, scores))] as const];
      }),
    ),
    unnamed,
    async read(path) {
      const image = fitted(await decoded(path), channels === 1 ? 'grey' : 'rgb', height, width);
      const prepared = prepare(recipe, { [input.column.name]: image.data }, { index: 0, epoch: null });
      const windows = windowsIn(recipe);
      const inputs = Object.fromEntries(
        recipe.inputs.map(({ name, size }) => [name, new Float32Array(windows * size)]),
      );
      writeInputs(recipe, prepared, inputs, 0);
      return { inputs, windows };
    },
  };
}

async function decoded(path: string) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new DataError(`There is no file ${path}.`);
  if (!status.isFile()) throw new DataError(`${path} is no file.`);
  if (status.size > LARGEST_IMAGE)
    throw new DataError(`${path} has ${status.size} bytes; images of at most ${LARGEST_IMAGE} are read.`);
  return decodeImage(path, readFileSync(path));
}

/** Of the data itself where it is still there, else as its settings say. */
async function columnsOf({
  job,
}: Trained): Promise<{ readonly columns: readonly DataColumn[]; readonly unnamed: string | null }> {
  const { settings, file } = job;
  const { data, seed } = settings;
  const [source] = sourcesOf(data.source, data.split);
  try {
    const opened = await openSource({ source, base: dirname(file), seed });
    await opened.close();
    return { columns: opened.columns, unnamed: null };
  } catch (error) {
    const columns = columnsSaid(source, job.graph);
    if (!(error instanceof DataError) || columns === null) throw error;
    return { columns, unnamed: error.message };
  }
}

/** Sides of an image of CIFAR and of MNIST. */
const fixed: Readonly<Record<string, readonly number[]>> = {
  mnist: [28, 28, 1],
  cifar10: [32, 32, 3],
  cifar100: [32, 32, 3],
};

/** `null`: the files alone say what an image is like. */
function columnsSaid({ name, args }: Call, graph: Trained['job']['graph']): readonly DataColumn[] | null {
  const said: Call['args'] = {
    ...(Object.hasOwn(sources, name) ? defaults(sources[name as keyof typeof sources].args) : {}),
    ...args,
  };
  const { size, color } = said;
  const shape = Array.isArray(size) ? [...(size as readonly number[]), color === 'grey' ? 1 : 3] : fixed[name];
  const output = graph.layers.at(-1)?.output?.at(-1);
  if (shape === undefined || output == null) return null;
  return classified(shape, numbered(Math.max(2, output)));
}
