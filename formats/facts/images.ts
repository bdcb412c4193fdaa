/** Headers of many images: how many there are, and which cannot be read. */
import { type ImageSize, imageEndings, imageSize } from '../images/size.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, bytesOf, nameOf, type Reading } from '../reading.ts';

/** Of more images only so many are looked into, spread over all of them. */
export const MOST_HEADERS = 1000;

export const isImage = (name: string): boolean =>
  imageEndings.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

export interface Headers {
  readonly looked: number;
  readonly bad: readonly { readonly path: string; readonly message: string }[];
}

export function* lookInto(paths: readonly string[]): Reading<Headers> {
  const step = Math.max(1, Math.ceil(paths.length / MOST_HEADERS));
  const chosen = paths.filter((_, i) => i % step === 0);
  const bad: { path: string; message: string }[] = [];
  for (const path of chosen) {
    try {
      yield* sizeOf(path);
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof AbsentError)) throw error;
      bad.push({ path, message: error.message });
    }
  }
  return { looked: chosen.length, bad };
}

export function* sizeOf(path: string): Reading<ImageSize> {
  return yield* imageSize(nameOf(path), (offset, length) => bytesOf(path, offset, length));
}

/** What is wrong with some of them, in one sentence; `null` where nothing is. */
export function badImages({ looked, bad }: Headers): string | null {
  const [first] = bad;
  if (first === undefined) return null;
  return `${bad.length} of ${looked} images cannot be read. ${first.path}: ${first.message}`;
}
