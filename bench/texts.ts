/** The files that are timed: a deep network of the zoo that imports its blocks, and flat files of any length. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Library } from '../server/language/index.ts';

export const zoo = join(import.meta.dirname, '..', 'examples', 'zoo');

export const resnet152 = join(zoo, 'resnet152.nn');

export const read = (file: string): string => readFileSync(file, 'utf8');

/** A library that reads files as the command line does. */
export const libraryOfDisk = (): Library =>
  new Library((file) => {
    try {
      return read(file);
    } catch {
      return { problem: 'There is no such file.' };
    }
  });

const five = '  conv(64, 3x3, pad=1)\n  batchnorm\n  relu\n  conv(64, 1x1)\n  relu\n';

/** One model of so many layers, a multiple of five, made by a loop. */
export const looped = (layers: number): string =>
  `model Long {\n  input(image, 32x32x3)\n  repeat(${layers / 5}) {\n${five}  }\n}\n`;

/** So many characters of calls in a model, on one line and each with a bracket too many. */
export const brackets = (characters: number): string =>
  `model Long { input(image, 8); ${'relu ) '.repeat(characters / 7)}}`;

/** One model of so many statements, a multiple of five, without blocks or loops. */
export const flat = (statements: number): string =>
  `model Long {\n  input(image, 32x32x3)\n${five.repeat(statements / 5)}  flatten\n  dense(10)\n}\n`;
