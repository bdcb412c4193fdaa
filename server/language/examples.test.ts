/** The example of every callable that is no layer, put where it belongs, checks clean. */
import assert from 'node:assert/strict';
import type { CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf } from '../../model/catalog/index.ts';
import { analyze } from './analyze.ts';

/** A model that a loss or metric can judge, and data that it can be compared with. */
interface Place {
  readonly ends: string;
  readonly source: string;
}

const classes: Place = { ends: 'flatten; dense(10)', source: 'mnist("a")' };
const objects = (ends: string): Place => ({ ends, source: 'coco("a", "b.json")' });
const boxes: Place = { ends: 'head box { flatten -> dense(4) }', source: 'shapes()' };
const pixels: Place = { ends: 'conv(21, 1x1)', source: 'voc("a", task=segmentation)' };
const numbers: Place = { ends: 'flatten; dense(2)', source: 'npy("x.npy", labels="y.npy")' };

const places: Readonly<Record<string, Place>> = {
  l1_distance: numbers,
  l2_distance: numbers,
  smooth_l1: numbers,
  huber: numbers,
  iou_loss: boxes,
  iou: boxes,
  dice: pixels,
  mean_iou: pixels,
  perceptual: { ends: 'conv(3, 3x3, pad=same)', source: 'npy("x.npy", labels="y.npy")' },
  yolo_loss: objects('flatten; yolo(grid=2)'),
  ssd_loss: objects('ssd(classes=21, ratios=[[2]])'),
  rpn_loss: objects('rpn(anchors=3)'),
  box_loss: objects('flatten; box_head(21)'),
  mask_loss: objects('mask_head(21)'),
  mean_average_precision: objects('flatten; yolo(grid=2)'),
};

const data = (settings: string) => `data d { ${settings} }`;

function train(settings: string, { ends, source }: Place): string {
  const model = `model A { input(image, 28x28x3); ${ends} }`;
  return `${model}\n${data(`source = ${source}; split = holdout(val=1)`)}\ntrain A on d { ${settings} }`;
}

const around: Readonly<Partial<Record<CallableKind, (example: string, name: string) => string>>> = {
  loss: (example, name) => {
    const place = places[name] ?? classes;
    return train(`loss = ${place.ends.startsWith('head') ? `{ box: ${example} }` : example}`, place);
  },
  metric: (example, name) => {
    const place = places[name] ?? classes;
    const loss = { boxes: '{ box: l2_distance() }', objects: 'yolo_loss()', rest: 'softmax()' };
    const kind = place === boxes ? 'boxes' : place.source.startsWith('coco') ? 'objects' : 'rest';
    return train(`loss = ${loss[kind]}; metrics = [${example}]`, place);
  },
  regularizer: (example) => train(`loss = softmax() + ${example}`, classes),
  optimizer: (example) => train(`loss = softmax(); optimizer = ${example}`, classes),
  schedule: (example) => train(`loss = softmax(); schedule = ${example}`, classes),
  initializer: (example) => train(`loss = softmax(); init = ${example}`, classes),
  clipping: (example) => train(`loss = softmax(); clip = ${example}`, classes),
  weights: (example) =>
    train(`loss = softmax(); weights = ${example}`, { ...classes, ends: 'flatten; fc = dense(10)' }),
  source: (example) => data(`source = ${example}; split = holdout(val=1)`),
  split: (example) => data(`source = mnist("a"); split = ${example}`),
  normalization: (example) => data(`source = mnist("a"); split = holdout(val=1); normalize = ${example}`),
  augmentation: (example) => data(`source = mnist("a"); split = holdout(val=1); augment = [${example}]`),
  distribution: (example, name) => {
    const path = name === 'choice' || name === 'integers' ? 'batch' : 'optimizer.lr';
    return `${train('loss = softmax()', classes)}\nsearch A { space { ${path} = ${example} } }`;
  },
};

describe('the examples of the catalog', () => {
  for (const [kind, place] of Object.entries(around)) {
    for (const { name, example } of callablesOf(kind as CallableKind)) {
      it(`${kind} ${name}: ${example}`, () => {
        assert.deepEqual(analyze('x.nn', place(example, name)).diagnostics, []);
      });
    }
  }
});
