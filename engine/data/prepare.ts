/** One sample on its way into a batch: augmented or cut as evaluation sees it, normalized, checked. */
import { augment, withoutChance } from './augmentations/index.ts';
import { tenCrop } from './augmentations/ten-crop.ts';
import { normalize } from './normalization.ts';
import { cutPicture } from './picture/cut.ts';
import { middle, type Picture, type Scene } from './picture/picture.ts';
import type { Recipe, TargetPlan } from './recipe.ts';
import { type ColumnValues, DataError } from './samples.ts';

export type SampleValues = Readonly<Record<string, ColumnValues>>;

/** Where a sample stands: its number in the source, and the epoch; `null`: evaluation. */
export interface SamplePlace {
  readonly index: number;
  readonly epoch: number | null;
}

/** Columns behind augmentation: once in training, for each window in evaluation with `ten_crop`. */
export type Prepared = readonly Readonly<Record<string, ArrayLike<number>>>[];

export function prepare(recipe: Recipe, values: SampleValues, { index, epoch }: SamplePlace): Prepared {
  if (recipe.picture === null) return [values];
  const scene = sceneOf(recipe, values);
  const { seed, facts } = recipe;
  if (epoch !== null) return [columnsOf(recipe, values, augment(scene, recipe.augment, { seed, facts, epoch, index }))];
  const seen = withoutChance(scene, recipe.augment, recipe.tenCrop !== null);
  if (recipe.tenCrop === null) return [columnsOf(recipe, values, seen)];
  return tenCrop(seen.picture, recipe.tenCrop).map((picture) => columnsOf(recipe, values, { ...seen, picture }));
}

/** The picture whose mean over the training samples is the mean image. */
export function evaluationPicture(recipe: Recipe, values: SampleValues): Picture {
  const { picture } = withoutChance(sceneOf(recipe, values), recipe.augment, recipe.tenCrop !== null);
  return recipe.tenCrop === null ? picture : cutPicture(picture, middle(picture, ...recipe.tenCrop.size));
}

function sceneOf({ picture, box, pixels }: Recipe, values: SampleValues): Scene {
  if (picture === null) throw new Error('There are no pictures.');
  const [height, width, channels] = picture.extents;
  const corners = box === null ? null : values[box];
  return {
    // A copy: what augmentations change is not what the source holds.
    picture: { height, width, channels, data: Float32Array.from(values[picture.column]) },
    pixels: pixels === null ? null : { height, width, data: Int32Array.from(values[pixels]) },
    box: corners === null ? null : [corners[0], corners[1], corners[2], corners[3]],
  };
}

function columnsOf({ picture, box, pixels }: Recipe, values: SampleValues, scene: Scene): Prepared[number] {
  return {
    ...values,
    ...(picture === null ? {} : { [picture.column]: scene.picture.data }),
    ...(box === null || scene.box === null ? {} : { [box]: scene.box }),
    ...(pixels === null || scene.pixels === null ? {} : { [pixels]: scene.pixels.data }),
  };
}

/** Writes the inputs of a sample at its place in a batch. */
export function writeInputs(
  recipe: Recipe,
  prepared: Prepared,
  inputs: Readonly<Record<string, Float32Array>>,
  n: number,
): void {
  prepared.forEach((columns, window) => {
    for (const { name, column, size, normal } of recipe.inputs) {
      const values = columns[column];
      if (values.length !== size) throw wrongSize(recipe, column, values.length, size);
      normalize(values, normal, inputs[name], (n * prepared.length + window) * size);
    }
  });
}

export function writeTargets(
  recipe: Recipe,
  [columns]: Prepared,
  targets: Readonly<Record<string, Int32Array | Float32Array>>,
  n: number,
): void {
  for (const target of recipe.targets) {
    const { name, column, size, normal } = target;
    const values = columns[column];
    if (values.length !== size) throw wrongSize(recipe, column, values.length, size);
    const out = targets[name];
    if (out instanceof Float32Array) normalize(values, normal, out, n * size);
    else writeClasses(recipe, target, values, out.subarray(n * size, (n + 1) * size));
  }
}

/** The border of segmented objects, and what augmentation brings in from outside, is no class and not counted. */
const BORDER = 255;

function writeClasses(
  { data }: Recipe,
  { column, scores, size }: TargetPlan,
  values: ArrayLike<number>,
  out: Int32Array,
) {
  const most = Math.max(scores, 2) - 1;
  for (let i = 0; i < out.length; i++) {
    const value = values[i];
    if (!(value >= 0 && value <= most) && !(size > 1 && value === BORDER))
      throw new DataError(
        `A label of ${data} (${column}) is ${value}; with ${scores} scores labels go from 0 to ${most}. Give the model more classes, or correct the label.`,
      );
    out[i] = value;
  }
}

const wrongSize = ({ data }: Recipe, column: string, has: number, wanted: number): DataError =>
  new DataError(`A sample of ${data} has ${has} numbers in ${column}; all have to have ${wanted}.`);
