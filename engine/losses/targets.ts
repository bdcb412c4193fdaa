/** What a head is compared with, as losses and metrics read it; what does not fit is said with both sides named. */
import { sizeOf } from '../../model/shape.ts';
import type { Target } from '../data/batch.ts';
import type { Parties } from './loss-run.ts';

/** The data has something that the model cannot be compared with. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

export interface Compared {
  /** Extents of the head, batch first. */
  readonly shape: readonly number[];
  readonly target: Target;
  readonly parties: Parties;
}

/** How many classes a head scores, and at how many places: samples, or steps or pixels of them. */
export function placesOf(shape: readonly number[]): { readonly places: number; readonly classes: number } {
  const classes = shape.at(-1) ?? 1;
  return { places: sizeOf(shape) / classes, classes };
}

const kinds: { readonly [K in Target['kind']]: string } = {
  classes: 'classes',
  shares: 'shares of classes, as mixup makes them',
  numbers: 'numbers',
};

function refuse(wanted: string, { target, parties }: Compared): never {
  throw new TargetError(`${parties.data} has ${kinds[target.kind]}; ${parties.model} is compared with ${wanted} here.`);
}

function checkCount(count: number, wanted: number, what: string, { shape, parties }: Compared): void {
  if (count === wanted) return;
  throw new TargetError(
    `${parties.data} has ${count} ${what} for this batch; ${parties.model} is ${shape.join('×')} and takes ${wanted}.`,
  );
}

/** One class for every place; the label `ignored`, where it is not below zero, may stand anywhere. */
export function labelsOf(compared: Compared, ignored?: number): Int32Array {
  const { shape, target, parties } = compared;
  const { places, classes } = placesOf(shape);
  if (target.kind !== 'classes') refuse('one class for each sample', compared);
  checkCount(target.values.length, places, 'labels', compared);
  for (const label of target.values) {
    if ((label >= 0 && label < classes) || isIgnored(label, ignored)) continue;
    const way = ignored === undefined || label < 0 ? '' : ` If it is not to be counted write ignore=${label}.`;
    throw new TargetError(
      `${parties.data} has a label ${label}, but the model has ${classes} outputs, 0 to ${classes - 1} (${parties.model}).${way}`,
    );
  }
  return target.values;
}

export const isIgnored = (label: number, ignored = -1): boolean => ignored >= 0 && label === ignored;

/** A share for each class at every place; a class has all of it, the label `ignored` none. */
export function sharesOf(compared: Compared, ignored?: number): Float32Array {
  const { shape, target } = compared;
  const { places, classes } = placesOf(shape);
  if (target.kind === 'shares') {
    checkCount(target.values.length, places * classes, 'shares', compared);
    return target.values;
  }
  const shares = new Float32Array(places * classes);
  labelsOf(compared, ignored).forEach((label, i) => {
    if (!isIgnored(label, ignored)) shares[i * classes + label] = 1;
  });
  return shares;
}

/** A number for each output. */
export function numbersOf(compared: Compared): Float32Array {
  const { shape, target } = compared;
  if (target.kind !== 'numbers') refuse('numbers', compared);
  checkCount(target.values.length, sizeOf(shape), 'numbers', compared);
  return target.values;
}

/** Yes (1), no (0) or between for each output: numbers, or a class; where one output stands alone class 1 is yes. */
export function answersOf(compared: Compared): Float32Array {
  const { shape, target, parties } = compared;
  const { places, classes } = placesOf(shape);
  if (target.kind === 'classes' && classes === 1) {
    checkCount(target.values.length, places, 'labels', compared);
    for (const label of target.values) {
      if (label !== 0 && label !== 1)
        throw new TargetError(
          `${parties.data} has a label ${label}, but the model has one output, which says yes (1) or no (0) (${parties.model}).`,
        );
    }
    return Float32Array.from(target.values);
  }
  if (target.kind !== 'numbers') return sharesOf(compared);
  for (const value of numbersOf(compared)) {
    if (!(value >= 0 && value <= 1))
      throw new TargetError(
        `${parties.data} has a target ${value}; ${parties.model} is compared with numbers from 0, no, to 1, yes.`,
      );
  }
  return target.values;
}
