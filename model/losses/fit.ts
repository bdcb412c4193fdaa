/** Whether a loss can judge what a model ends in, given what it is compared with. */
import type { NameOf } from '../catalog/index.ts';
import type { Head } from '../heads.ts';
import { layerSpec } from '../layers/index.ts';
import { describeShape, formatShape, isImage, isSequence, isTokens, isVector, type Shape } from '../shape.ts';
import type { ColumnKind } from '../sources/columns.ts';

/** What a loss takes: one score per class, numbers shaped as the target, or what one layer of the catalog makes. */
type Wants =
  | 'scores'
  | 'distance'
  | 'yes or no'
  | 'box'
  | 'pixel scores'
  | 'picture'
  | { readonly made: 'yolo' | 'ssd' | 'rpn' | 'box_head' | 'mask_head' };

const wants: { readonly [L in NameOf<'loss'>]: Wants } = {
  softmax: 'scores',
  hinge: 'scores',
  squared_hinge: 'scores',
  focal: 'scores',
  binary_cross_entropy: 'yes or no',
  l1_distance: 'distance',
  l2_distance: 'distance',
  smooth_l1: 'distance',
  huber: 'distance',
  iou_loss: 'box',
  dice: 'pixel scores',
  perceptual: 'picture',
  yolo_loss: { made: 'yolo' },
  ssd_loss: { made: 'ssd' },
  rpn_loss: { made: 'rpn' },
  box_loss: { made: 'box_head' },
  mask_loss: { made: 'mask_head' },
};

export interface Misfit {
  readonly code: 'loss-needs-scores' | 'loss-does-not-fit';
  readonly message: string;
}

/** Whether it compares with boxes and classes of any number of objects, and so with no single column. */
export const judgesObjects = (loss: string): boolean => typeof wants[loss as NameOf<'loss'>] === 'object';

/** Whether the last axis of the head has one extent for each class. */
export const judgesScores = (loss: string): boolean =>
  ['scores', 'pixel scores'].includes(String(wants[loss as NameOf<'loss'>]));

/** Whether it compares number with number. */
export const judgesDistance = (loss: string): boolean => wants[loss as NameOf<'loss'>] === 'distance';

/** `ends` names the head in words: `Net ends in`, `head box ends in`; `target` is `null` while not known. */
export function lossMisfit(loss: string, head: Head, target: ColumnKind | null, ends: string): Misfit | null {
  const want = wants[loss as NameOf<'loss'>];
  const { shape } = head;
  if (want === undefined) return null;
  if (typeof want === 'object') return madeBy(want.made, loss, head, target, ends);
  const { references } = head;
  if (references.length > 1)
    return misfit(`${loss} judges one tensor; ${ends} ${references.length}: ${references.join(', ')}.`);
  if (shape === null) return null;
  const found = `${ends} ${isImage(shape) ? formatShape(shape) : describeShape(shape)}${head.layer === null ? '' : ` (${head.layer.id})`}`;
  switch (want) {
    case 'scores':
      return scores(loss, shape, target, found);
    case 'yes or no':
      if (isTokens(shape)) return misfit(`${loss} takes numbers; ${found}.`);
      return isImage(shape) && target === 'class' ? perPixel(loss, found) : null;
    case 'distance':
      return distance(loss, shape, target, found);
    case 'box':
      if (shape.extents.at(-1) === 4 || shape.extents.at(-1) === null) return null;
      return misfit(`${loss} takes x, y, width and height of a box, 4 numbers; ${found}.`);
    case 'pixel scores':
      if (!isImage(shape)) return misfit(`${loss} takes scores at every pixel, height × width × classes; ${found}.`);
      return target === 'class' ? perPixel(loss, found) : null;
    case 'picture':
      if (isImage(shape) && [3, null].includes(shape.extents[2] ?? null)) return null;
      return misfit(`${loss} looks at pictures, height × width × 3; ${found}.`);
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const misfit = (message: string): Misfit => ({ code: 'loss-does-not-fit', message });

/** Scores at every pixel against a class of the whole image. */
const perPixel = (loss: string, found: string): Misfit =>
  misfit(`${upper(found)}, and the data has one class for each sample; ${loss} would need a class at every pixel.`);

function madeBy(
  layer: 'yolo' | 'ssd' | 'rpn' | 'box_head' | 'mask_head',
  loss: string,
  head: Head,
  target: ColumnKind | null,
  ends: string,
): Misfit | null {
  if (head.layer !== null && head.layer.layer !== layer)
    return misfit(
      `${loss} judges what ${layer} makes; ${ends} ${head.layer.layer} (${head.layer.id}). For example ${layerSpec(layer).example}.`,
    );
  if (target === null || target === 'boxes' || target === 'masks' || target === 'box' || target === 'values')
    return null;
  return misfit(`${loss} compares with boxes; the data has ${words[target]} for each sample.`);
}

/** What a column holds, in words. */
const words: { readonly [K in ColumnKind]: string } = {
  image: 'an image',
  features: 'features',
  tokens: 'a text',
  class: 'one class',
  steps: 'a class at every step',
  pixels: 'a class at every pixel',
  box: 'one box',
  boxes: 'boxes',
  masks: 'masks',
  numbers: 'numbers',
  values: 'values',
};

function scores(loss: string, shape: Shape, target: ColumnKind | null, found: string): Misfit | null {
  const needs = (message: string): Misfit => ({ code: 'loss-needs-scores', message });
  if (isTokens(shape)) return needs(`${loss} takes one score per class; ${found}.`);
  switch (target) {
    case 'class':
      if (isVector(shape)) return null;
      return needs(
        `${loss} takes one score per class; ${found}. ${
          isSequence(shape)
            ? 'The data has one class for the whole sequence: go on from its last step, or its mean.'
            : 'The data has one class for each sample: end it with flatten and dense(classes), or compare it with a class at every pixel.'
        }`,
      );
    case 'steps':
      if (isSequence(shape)) return null;
      return needs(`${loss} takes one score per symbol at every step; ${found}.`);
    case 'pixels':
      if (isImage(shape)) return null;
      return needs(`${loss} takes one score per class at every pixel; ${found}. End it with conv(classes, 1x1).`);
    case 'box':
    case 'boxes':
    case 'masks':
    case 'numbers':
      return loss === 'focal' ? null : needs(`${loss} takes a class; the data has ${words[target]} for each sample.`);
    default:
      return null;
  }
}

function distance(loss: string, shape: Shape, target: ColumnKind | null, found: string): Misfit | null {
  switch (target) {
    case 'class':
    case 'steps':
    case 'pixels':
      return misfit(
        `${loss} is the distance between numbers; the data has ${words[target]} for each sample. softmax() and hinge() judge scores.`,
      );
    case 'boxes':
    case 'masks':
      return misfit(
        `${loss} is the distance between numbers of one shape; the data has ${words[target]}, as many as there are objects.`,
      );
    case 'box':
      if (shape.extents.at(-1) === 4 || shape.extents.at(-1) === null) return null;
      return misfit(`${loss} is compared with x, y, width and height of a box, 4 numbers; ${found}.`);
    default:
      return null;
  }
}
