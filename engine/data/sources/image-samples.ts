/** Samples of an image and a class that are decoded when they are asked for. */
import { prepare } from '../../../formats/images/fit.ts';
import { FormatError } from '../../../formats/reader.ts';
import type { Call } from '../../../model/catalog/arguments.ts';
import { decodeImage } from '../images/decode.ts';
import { CorruptError, type CorruptItem, DataError, type Samples } from '../samples.ts';
import { classified } from './columns.ts';

export interface ImageItem {
  /** The file, or its place in one. */
  readonly item: string;
  readonly label: number;
  /** @throws DataError or FormatError */
  bytes(): Promise<Uint8Array>;
}

export interface ImageItems {
  /** Of the source: `size`, `color` and `corrupt`. */
  readonly args: Call['args'];
  readonly items: readonly ImageItem[];
  readonly classes: readonly string[];
  readonly corrupt: readonly CorruptItem[];
}

export function imageSamples({ args, items, classes, corrupt }: ImageItems): Samples {
  const [height, width] = args.size as readonly [number, number];
  const color = args.color as 'rgb' | 'grey';
  return {
    count: items.length,
    columns: classified([height, width, color === 'grey' ? 1 : 3], classes),
    corrupt,
    async read(index) {
      const { item, label, bytes } = items[index];
      try {
        const image = prepare(await decodeImage('it', await bytes()), color, height, width);
        return { image: image.data, class: Int32Array.of(label) };
      } catch (error) {
        if (!(error instanceof FormatError || error instanceof DataError)) throw error;
        if (args.corrupt === 'fail') throw stopped({ item, reason: error.message });
        throw new CorruptError(item, error.message);
      }
    },
  };
}

/** What stops the run where `corrupt="fail"`. */
export const stopped = ({ item, reason }: CorruptItem): DataError =>
  new DataError(
    `${item}: ${reason.replace(/\.$/, '')}. Mend or remove it, or write corrupt=skip to leave out what cannot be read.`,
  );
