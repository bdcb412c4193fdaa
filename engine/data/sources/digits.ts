import type { Samples, SourceRequest } from '../samples.ts';
import { classified, numbered } from './columns.ts';
import { DIGITS, digitAt, drawDigit } from './digits/draw.ts';
import { madeSource } from './made.ts';

export function openDigits({ source: { args }, seed }: SourceRequest): Samples {
  const [height, width] = args.size as readonly [number, number];
  const options = { height, width, noise: args.noise as number, seed };
  return madeSource(args.count as number, classified([height, width, 1], numbered(DIGITS)), (index) => ({
    image: drawDigit(index, options),
    class: Int32Array.of(digitAt(index, seed)),
  }));
}
