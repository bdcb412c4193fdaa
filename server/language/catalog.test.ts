/** Every callable of the catalog is documented, and its example checks clean where it belongs. */
import assert from 'node:assert/strict';
import type { CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf, catalog } from '../../model/catalog/index.ts';
import { type LayerName, layerSpec } from '../../model/layers/index.ts';
import { analyze } from './index.ts';

/** What flows into the example of a layer, where it is no image of 32×32×64. */
const inputs: Readonly<Record<string, string>> = {
  conv1d: 'sequence(100, 16)',
  maxpool1d: 'sequence(100, 16)',
  avgpool1d: 'sequence(100, 16)',
  conv3d: '8x16x16x4',
  maxpool3d: '8x16x16x4',
  avgpool3d: '8x16x16x4',
  dense: '100',
  maxout: '100',
  highway: '100',
  dropconnect: '100',
  reshape: '64x16x16',
  pad: '32x32x3',
  slice: '32x32x4',
  select: 'sequence(20, 256)',
  prepend_token: 'sequence(20, 256)',
  embed: 'tokens(20)',
  one_hot: 'tokens(20)',
  positional: 'sequence(20, 256)',
  rnn: 'sequence(20, 256)',
  lstm: 'sequence(20, 256)',
  gru: 'sequence(20, 256)',
  attention: 'sequence(20, 256)',
  yolo: '4096',
};

/** Statements before the example of a layer that needs more than an input. */
const preludes: Readonly<Record<string, string>> = {
  maxunpool: 'p1 = maxpool(2x2); conv(64, 3x3, pad=1)',
  bilinear: 'question = global_avgpool; x -> global_maxpool; picture = dense(32)',
  attend: 'h = global_avgpool; x',
  ssd: '[x, x, x, x, x, x]',
  proposals: 'x -> rpn(anchors=3)',
  roialign: 'boxes = x -> rpn(anchors=3) -> proposals(top=1000); [x, boxes]',
  roipool: 'boxes = x -> rpn(anchors=3) -> proposals(top=1000); [x, boxes]',
  box_head: 'boxes = x -> rpn(anchors=3) -> proposals(top=1000); [x, boxes] -> roialign(7x7); flatten',
  mask_head: 'boxes = x -> rpn(anchors=3) -> proposals(top=1000); [x, boxes] -> roialign(14x14)',
};

function layerFile(name: string, example: string): string {
  if (name === 'input') return `model A { ${example} }`;
  if (name === 'zeros') return `model A { input(x, 512); start = ${example}; [x, start] -> add }`;
  const given = inputs[name] ?? '32x32x64';
  const recurring = /^(rnn|lstm|gru)_cell$/.test(name);
  if (recurring || layerSpec(name as LayerName).internal === true) {
    const states = name === 'lstm_cell' ? 'h = zeros(512), c = zeros(512)' : 'h = zeros(512)';
    const statement = recurring ? `recur(w in steps, ${states}) { ${example} }` : example;
    return `model A {\n  input(steps, sequence(20, 256))\n  ${statement}\n}`;
  }
  const prelude = preludes[name];
  const lead = prelude === undefined ? '' : /\]$|x$/.test(prelude) ? `${prelude} -> ` : `${prelude}\n  `;
  return `model A {\n  input(x, ${given})\n  ${lead}${example}\n}`;
}

const data = (settings: string) => `data d { ${settings} }`;
const train = (settings: string) =>
  `model A { input(x, 4); fc = dense(10) }\n${data('source = mnist("a"); split = holdout(val=1)')}\ntrain A on d { ${settings} }`;

/** The end of the model and the data that a loss belongs to, where it does not judge one class for each image. */
const losses: Readonly<Record<string, readonly [end: string, source: string]>> = {
  ...Object.fromEntries(
    ['l1_distance', 'l2_distance', 'smooth_l1', 'huber', 'iou_loss'].map((name) => [
      name,
      ['flatten; head box { dense(4) }', 'shapes(100, size=14x14)'],
    ]),
  ),
  perceptual: ['conv(3, 1x1)', 'image_folder("a", 14x14)'],
  dice: ['conv(21, 1x1)', 'voc("a", task=segmentation)'],
  yolo_loss: ['maxpool(2x2); yolo(grid=7, boxes=2, classes=20)', 'voc("a")'],
  ssd_loss: ['ssd(classes=21, ratios=[[2]])', 'voc("a")'],
  rpn_loss: ['rpn(anchors=3)', 'voc("a")'],
  box_loss: ['boxes = rpn -> proposals; [x, boxes] -> roialign(7x7) -> flatten -> box_head(classes=21)', 'voc("a")'],
  mask_loss: ['boxes = rpn -> proposals; [x, boxes] -> roialign(14x14) -> mask_head(classes=81)', 'coco("a", "b")'],
};

function lossFile(name: string, example: string): string {
  const [end, source] = losses[name] ?? [];
  if (end === undefined) return train(`loss = ${example}`);
  const loss = end.includes('head box') ? `{ box: ${example} }` : example;
  const model = `model A {\n  input(image, 14x14x3)\n  x = relu\n  ${end}\n}`;
  return `${model}\n${data(`source = ${source}; split = holdout(val=1)`)}\ntrain A on d { loss = ${loss}; batch = 2 }`;
}

/** A file in which the example of a callable stands where it belongs. */
const around: Readonly<Record<CallableKind, (example: string, name: string) => string>> = {
  layer: (example, name) => layerFile(name, example),
  loss: (example, name) => lossFile(name, example),
  regularizer: (example) => train(`loss = softmax() + ${example}`),
  optimizer: (example) => train(`loss = softmax(); optimizer = ${example}`),
  schedule: (example) => train(`loss = softmax(); schedule = ${example}; epochs = 100`),
  initializer: (example) => train(`loss = softmax(); init = ${example}`),
  source: (example) => data(`source = ${example}; split = holdout(val=1)`),
  split: (example) => data(`source = mnist("a"); split = ${example}`),
  normalization: (example) => data(`source = mnist("a"); split = holdout(val=1); normalize = ${example}`),
  augmentation: (example) => data(`source = mnist("a"); split = holdout(val=1); augment = [${example}]`),
  metric: (example, name) =>
    name === 'iou'
      ? lossFile('l2_distance', `l2_distance() }; metrics = [${example}]; targets = { box: d.box`)
      : train(`loss = softmax(); metrics = [${example}]`),
  distribution: (example) =>
    `${train('loss = softmax(); optimizer = sgd(lr=0.1)').replace('train A on d', 'train A on d as t')}\nsearch t { space { optimizer.lr = ${example} } }`,
  sampling: (example) => data(`source = mnist("a"); split = holdout(val=1); sampling = ${example}`),
  averaging: (example) => train(`loss = softmax(); average = ${example}`),
  clipping: (example) => train(`loss = softmax(); clip = ${example}`),
  weights: (example) => train(`loss = softmax(); weights = ${example}`),
};

describe('the catalog', () => {
  for (const kind of Object.keys(catalog) as CallableKind[]) {
    for (const { name, example, doc, args } of callablesOf(kind)) {
      it(`documents the ${kind} ${name}, and its example checks clean`, () => {
        assert.ok(doc.length > 20 && /[.)]$/.test(doc));
        for (const [argument, described] of Object.entries(args))
          assert.ok(described.doc.length > 10, `${argument}: ${described.doc}`);
        const file = around[kind](example, name);
        assert.deepEqual(analyze(name, file).diagnostics, [], file);
      });
    }
  }
});
