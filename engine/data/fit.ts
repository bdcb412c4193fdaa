/** Whether columns fit what takes them: extents behind augmentation against inputs, classes and numbers against heads. */
import { formatExtents, product, sizeOf } from '../../model/shape.ts';
import type { Bindings } from './columns.ts';
import { type DataColumn, DataError } from './samples.ts';

export interface FitRequest {
  readonly model: string;
  readonly data: string;
  /** The extents of a column behind augmentation. */
  extentsOf(column: DataColumn): readonly number[];
  /** What changed them last, for messages. */
  readonly after: string | null;
}

export function checkInputs({ inputs }: Bindings, { model, data, extentsOf, after }: FitRequest): void {
  for (const { input, column } of inputs) {
    if (column.kind === 'boxes' || column.kind === 'masks')
      throw new DataError(
        `The column ${column.name} of ${data} has any number of ${column.kind} a sample; no input takes that.`,
      );
    const extents = extentsOf(column);
    if (takes(extents, input.shape)) continue;
    const image = column.kind === 'image';
    const what = image
      ? `The images of ${data} are ${formatExtents(extents)}`
      : `${column.name} of ${data} has ${described(extents)}`;
    const behind = image && after !== null ? ` after ${after}` : '';
    const vector = extents.length > 1 ? `, or ${product(extents)} for a vector of features` : '';
    throw new DataError(
      `${what}${behind}; ${model} takes ${formatExtents(input.shape)}. Write input(${input.name}, ${extents.join('x')})${vector}.`,
    );
  }
}

const described = (extents: readonly number[]): string =>
  extents.length === 0
    ? 'one number'
    : extents.length === 1
      ? `${extents[0]} numbers`
      : `the extents ${formatExtents(extents)}`;

/** Unknown extents fit; grey images may be without channels; a vector takes as many numbers. */
function takes(given: readonly number[], wanted: readonly (number | null)[]): boolean {
  if (wanted.length === 1) return wanted[0] === null || wanted[0] === product(given);
  const same = (shape: readonly number[]) =>
    shape.length === wanted.length && wanted.every((extent, i) => extent === null || extent === shape[i]);
  return same(given) || same([...given, 1]);
}

/** How many numbers or classes of a sample a head is compared with. */
export interface TargetFit {
  readonly kind: 'classes' | 'numbers';
  /** Numbers of one sample. */
  readonly size: number;
  /** Scores of the head; of numbers 0. */
  readonly scores: number;
}

export function fitTarget({ name, head, column }: Bindings['targets'][number], request: FitRequest): TargetFit {
  const { data, model, extentsOf } = request;
  const ends = `${head.name === null ? model : `head ${head.name} of ${model}`} ends in`;
  const extents = head.shape?.extents ?? null;
  const own = extentsOf(column);
  const size = sizeOf(own);
  switch (column.kind) {
    case 'class':
    case 'steps':
    case 'pixels': {
      const scores = extents?.at(-1) ?? null;
      if (scores === null)
        throw new DataError(`${ends} an extent that is not known, so its scores cannot be compared.`);
      checkClasses(column, scores, { ends, data, name });
      const places = extents?.slice(0, -1) ?? [];
      if (column.kind !== 'class' && product(places) !== size)
        throw new DataError(
          `${column.name} of ${data} has a class at each of ${formatExtents(own)} places; ${ends} ${formatExtents(extents ?? [])}, scores at ${formatExtents(places)}. Both have to be the same.`,
        );
      return { kind: 'classes', size, scores };
    }
    case 'boxes':
    case 'masks':
      throw new DataError(
        `The column ${column.name} of ${data} has any number of ${column.kind} a sample; training on it is not run yet.`,
      );
    default: {
      const numbers = extents === null ? null : product(extents);
      if (numbers !== null && numbers !== size)
        throw new DataError(
          `${column.name} of ${data} has ${size} ${size === 1 ? 'number' : 'numbers'} for each sample; ${ends} ${formatExtents(extents ?? [])}, ${numbers}. Both have to be the same.`,
        );
      return { kind: 'numbers', size, scores: 0 };
    }
  }
}

function checkClasses(
  { kind, classes }: DataColumn,
  scores: number,
  { ends, data, name }: { ends: string; data: string; name: string },
): void {
  if (classes === undefined) return;
  const count = classes.length;
  if (count === 1 && kind === 'class')
    throw new DataError(`All samples of ${data} are of one class, ${classes[0]}: there is nothing to tell apart.`);
  // One score tells two classes apart: yes or no.
  if (count <= scores || (scores === 1 && count === 2)) return;
  const what = kind === 'steps' ? 'symbols' : 'classes';
  throw new DataError(
    `${data} has ${count} ${what}, numbered up to ${count - 1}; ${ends} ${scores} scores (${name}). Give it ${count}.`,
  );
}
