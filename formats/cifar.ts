/**
 * The batches of CIFAR-10 and CIFAR-100 (Krizhevsky, 2009). Binary: records of one or two label bytes and 3 × 32 × 32 bytes,
 * red, green, blue, row by row. Python: a pickled dictionary with the same bytes in `data` and lists of labels.
 */
import { NumpyArray, PickleDict, type PickleValue, readPickle } from './pickle.ts';
import { bytesSource, FormatError, type Source } from './reader.ts';

export const CIFAR_SIDE = 32;
const PLANE = CIFAR_SIDE * CIFAR_SIDE;
const PIXELS = 3 * PLANE;

interface CifarLabel {
  /** In the dictionary of a pickle. */
  readonly key: string;
  readonly classes: number;
}

export interface CifarFormat {
  readonly name: string;
  /** Names of the files to train on: binary, and the same as pickles. */
  readonly binary: readonly string[];
  readonly pickled: readonly string[];
  /** In the order of their bytes in a record. */
  readonly labels: readonly CifarLabel[];
}

const BATCHES = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}`);

export const cifar10Format: CifarFormat = {
  name: 'CIFAR-10',
  binary: BATCHES.map((name) => `${name}.bin`),
  pickled: BATCHES,
  labels: [{ key: 'labels', classes: 10 }],
};
export const cifar100Format: CifarFormat = {
  name: 'CIFAR-100',
  binary: ['train.bin'],
  pickled: ['train'],
  labels: [
    { key: 'coarse_labels', classes: 20 },
    { key: 'fine_labels', classes: 100 },
  ],
};

/** That none of the files is there. */
export function absentCifar(folder: string, { name, binary, pickled }: CifarFormat): string {
  const series = (names: readonly string[]) => (names.length === 1 ? names[0] : `${names[0]} to ${names.at(-1)}`);
  const source = name.toLowerCase().replace('-', '');
  return `There is no ${binary[0]} in ${folder}, nor ${pickled[0]}; ${source}("…") names the folder with the batches of the binary version, ${series(binary)}, or of the Python version, ${series(pickled)}.`;
}

export interface CifarBatch {
  readonly count: number;
  /** For each kind of label of the format one for each image. */
  readonly labels: readonly Uint8Array[];
  /** 32 × 32 × 3, channels last. */
  image(index: number): Uint8Array;
}

/** The number of records of a binary batch, from the size alone. */
export function cifarCount({ name, size }: Pick<Source, 'name' | 'size'>, format: CifarFormat): number {
  const record = format.labels.length + PIXELS;
  if (size > 0 && size % record === 0) return size / record;
  throw new FormatError(
    `${name} is ${size} bytes long, not a multiple of ${record}: it is no batch of ${format.name} in the binary version, or it is cut off.`,
  );
}

/** Records that are looked at together for their labels. */
const TOGETHER = 256;

/** Labels are read at once, images when they are asked for. @throws FormatError */
export function openCifar(source: Source, format: CifarFormat): CifarBatch {
  const count = cifarCount(source, format);
  const heads = format.labels.length;
  const record = heads + PIXELS;
  const labels = format.labels.map(() => new Uint8Array(count));
  for (let first = 0; first < count; first += TOGETHER) {
    const some = Math.min(TOGETHER, count - first);
    const bytes = source.read(first * record, some * record);
    for (let n = 0; n < some; n++) for (const [kind, to] of labels.entries()) to[first + n] = bytes[n * record + kind];
  }
  for (const [kind, values] of labels.entries()) checkLabels(source.name, values, format, kind);
  return { count, labels, image: (index) => interleaved(source.read(index * record + heads, PIXELS)) };
}

/** @throws FormatError */
export function openCifarPickle(source: Source, format: CifarFormat): CifarBatch {
  const { name } = source;
  const whole = readPickle(source);
  const data = whole instanceof PickleDict ? whole.entries.get('data') : undefined;
  if (!(whole instanceof PickleDict && data instanceof NumpyArray))
    throw new FormatError(`${name} is a pickle, but no batch of ${format.name}: it has no array of the name data.`);
  const [count = 0, pixels] = data.shape;
  if (data.shape.length !== 2 || pixels !== PIXELS || data.type !== 'u1' || count === 0)
    throw new FormatError(
      `${name}: data is ${data.shape.join('×')} ${data.type}; images of ${format.name} are n×${PIXELS} u1.`,
    );
  const labels = format.labels.map(({ key }, kind) => {
    const values = labelsOf(whole.entries.get(key));
    if (values === null)
      throw new FormatError(`${name} has no list of the name ${key}, as batches of ${format.name} do.`);
    if (values.length !== count)
      throw new FormatError(`${name} holds ${count} images and ${values.length} labels; each image has one.`);
    checkLabels(name, values, format, kind);
    return Uint8Array.from(values);
  });
  const rows = bytesSource(name, data.data);
  return { count, labels, image: (index) => interleaved(rows.read(index * PIXELS, PIXELS)) };
}

const labelsOf = (value: PickleValue | undefined): readonly number[] | null =>
  Array.isArray(value) && value.every((one) => typeof one === 'number') ? (value as readonly number[]) : null;

function checkLabels(name: string, values: ArrayLike<number>, format: CifarFormat, kind: number): void {
  const { classes } = format.labels[kind];
  for (let n = 0; n < values.length; n++) {
    const label = values[n];
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new FormatError(`${name}: image ${n} has label ${label}; ${format.name} has 0 to ${classes - 1}.`);
  }
}

/** The three colours of a pixel side by side. */
function interleaved(planes: Uint8Array): Uint8Array {
  const image = new Uint8Array(PIXELS);
  for (let pixel = 0; pixel < PLANE; pixel++)
    for (let channel = 0; channel < 3; channel++) image[pixel * 3 + channel] = planes[channel * PLANE + pixel];
  return image;
}
