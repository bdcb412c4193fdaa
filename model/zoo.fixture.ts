/** Networks with published sizes, built without the language, for tests of every room. */

import { GraphBuilder } from './build.ts';
import type { Value } from './catalog/arguments.ts';
import { defaults } from './catalog/arguments.ts';
import type { Graph } from './graph.ts';
import { type LayerName, layerSpec } from './layers/index.ts';
import { image, vector } from './shape.ts';

type Given = Record<string, Value>;
export type Line = readonly [layer: LayerName, args?: Given, id?: string];

/** A chain of layers from one input; three extents are an image, one is a vector. */
export function chain(input: readonly number[], lines: readonly Line[], batch = 1): Graph {
  const builder = new GraphBuilder('Chain');
  builder.input('x', input.length === 1 ? vector(input[0]!) : image(input[0]!, input[1]!, input[2]!));
  let current = 'x';
  const counts = new Map<string, number>();
  for (const [layer, args, id] of lines) {
    const count = (counts.get(layer) ?? 0) + 1;
    counts.set(layer, count);
    const name = id ?? `${layer}${count}`;
    builder.add({ id: name, layer, args: { ...defaults(layerSpec(layer).args), ...args } as Given, inputs: [current] });
    current = name;
  }
  return builder.finish({ batch });
}

const square = (n: number) => [n, n];
const sides = (n: number) => [n, n, n, n];
const conv = (filters: number, kernel: number, pad = 0, stride = 1): Line => [
  'conv',
  { filters, kernel: square(kernel), stride: square(stride), pad: sides(pad) },
];
const maxpool = (window: number, stride = window): Line => [
  'maxpool',
  { window: square(window), stride: square(stride) },
];
const dense = (units: number): Line => ['dense', { units }];
const relu: Line = ['relu'];

/** LeNet-5 as CS231n draws it, on 28×28 grey images: 61,706 parameters. */
export const lenet = (batch = 1) =>
  chain(
    [28, 28, 1],
    [
      conv(6, 5, 2),
      relu,
      maxpool(2),
      conv(16, 5),
      relu,
      maxpool(2),
      ['flatten'],
      dense(120),
      relu,
      dense(84),
      relu,
      dense(10),
    ],
    batch,
  );

/** The small ConvNet for 32×32 color images that speed is measured on: two convolutions, two dense layers. */
export const cifarNet = (batch = 1) =>
  chain(
    [32, 32, 3],
    [conv(32, 3, 1), relu, maxpool(2), conv(64, 3, 1), relu, maxpool(2), ['flatten'], dense(128), relu, dense(10)],
    batch,
  );

/** VGG-16 (Simonyan and Zisserman, 2014, configuration D): 138,357,544 parameters. */
export const vgg16 = (batch = 1) =>
  chain(
    [224, 224, 3],
    [
      ...[
        [64, 2],
        [128, 2],
        [256, 3],
        [512, 3],
        [512, 3],
      ].flatMap(([filters, count]) => [
        ...Array.from({ length: count! }, () => [conv(filters!, 3, 1), relu]).flat(),
        maxpool(2),
      ]),
      ['flatten'],
      dense(4096),
      relu,
      ['dropout'],
      dense(4096),
      relu,
      ['dropout'],
      dense(1000),
    ],
    batch,
  );

/** AlexNet without groups, as the lecture counts it: 227×227 input, 62,378,344 parameters. */
export const alexnet = (batch = 1) =>
  chain(
    [227, 227, 3],
    [
      conv(96, 11, 0, 4),
      relu,
      maxpool(3, 2),
      conv(256, 5, 2),
      relu,
      maxpool(3, 2),
      conv(384, 3, 1),
      relu,
      conv(384, 3, 1),
      relu,
      conv(256, 3, 1),
      relu,
      maxpool(3, 2),
      ['flatten'],
      dense(4096),
      relu,
      dense(4096),
      relu,
      dense(1000),
    ],
    batch,
  );
