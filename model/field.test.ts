/** Receptive fields against the table of Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks", 2019. */
import assert from 'node:assert/strict';
import { GraphBuilder } from './build.ts';
import type { Graph } from './graph.ts';
import { image } from './shape.ts';
import { chain, type Line, vgg16 } from './zoo.fixture.ts';

const pair = (n: number) => [n, n];
const conv = (kernel: number, stride: number, layer: 'conv' | 'depthwise' = 'conv'): Line => [
  layer,
  { ...(layer === 'conv' ? { filters: 4 } : {}), kernel: pair(kernel), stride: pair(stride), pad: 'same' },
];

/** Field, stride and padding as the table has them: padding is what lies left of the first element's center. */
function table({ layers }: Graph, id: string) {
  const { receptiveField, receptiveStride, receptiveOffset } = layers.find((layer) => layer.id === id)!;
  const field = receptiveField![0];
  return { field, stride: receptiveStride![0], padding: (field - 1) / 2 - receptiveOffset![0] };
}

/** A bottleneck of ResNet; in the table's ResNet the last unit of a block strides, in its 3×3, which is padded evenly. */
const even = (stride: number): Line => [
  'conv',
  { filters: 4, kernel: [3, 3], stride: pair(stride), pad: [1, 1, 1, 1] },
];
const unit = (stride: number): Line[] => [conv(1, 1), even(stride), conv(1, 1)];
const block = (units: number, stride: number) =>
  Array.from({ length: units }, (_, i) => unit(i < units - 1 ? 1 : stride)).flat();

const resnet = (depths: readonly number[]) =>
  chain(
    [224, 224, 3],
    [
      ['conv', { filters: 4, kernel: [7, 7], stride: [2, 2], pad: [3, 3, 3, 3] }],
      ['maxpool', { window: [3, 3], stride: [2, 2], pad: 'same' }, 'pool1'],
      ...depths.flatMap((units, i) => block(units, i < depths.length - 1 ? 2 : 1)),
      ['relu', {}, 'last'],
    ],
  );

const mobilenet = () =>
  chain(
    [224, 224, 3],
    [
      conv(3, 2),
      ...[1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1].flatMap((stride): Line[] => [
        conv(3, stride, 'depthwise'),
        conv(1, 1),
      ]),
      ['relu', {}, 'last'],
    ],
  );

describe('receptive fields', () => {
  it('of VGG-16 at pool5: 212, stride 32, padding 90', () => {
    assert.deepEqual(table(vgg16(), 'maxpool5'), { field: 212, stride: 32, padding: 90 });
  });

  it('of ResNet-50: 11 after the stem, 483 at the end, stride 32, padding 239', () => {
    const graph = resnet([3, 4, 6, 3]);
    assert.deepEqual(graph.layers.at(-1)?.output, [7, 7, 4]);
    assert.deepEqual([table(graph, 'pool1').field, table(graph, 'pool1').stride], [11, 4]);
    assert.deepEqual(table(graph, 'last'), { field: 483, stride: 32, padding: 239 });
  });

  it('of ResNet-101: 1027, stride 32, padding 511', () => {
    assert.deepEqual(table(resnet([3, 4, 23, 3]), 'last'), { field: 1027, stride: 32, padding: 511 });
  });

  it('of MobileNet-v1 with depthwise convolutions: 315, stride 32, padding 126', () => {
    assert.deepEqual(table(mobilenet(), 'last'), { field: 315, stride: 32, padding: 126 });
  });

  it('grow with dilation: 3×3 at 1, 2 and 4 see 15 pixels at stride 1, centered (Yu and Koltun, 2016)', () => {
    const dilated = (apart: number): Line => [
      'conv',
      { filters: 1, kernel: [3, 3], dilation: pair(apart), pad: [apart, apart, apart, apart] },
    ];
    const graph = chain([64, 64, 1], [dilated(1), dilated(2), dilated(4)]);
    assert.deepEqual(table(graph, 'conv3'), { field: 15, stride: 1, padding: 7 });
  });

  it('are those of what sees the input where zeros are joined to it', () => {
    const builder = new GraphBuilder('Padded');
    builder.input('x', image(8, 8, 2));
    const kernel = {
      filters: 2,
      kernel: pair(3),
      stride: pair(1),
      dilation: pair(1),
      pad: [1, 1, 1, 1],
      groups: 1,
      bias: true,
    };
    builder.add({ id: 'seen', layer: 'conv', args: kernel, inputs: ['x'] });
    const zeros = builder.add({ id: 'zeros', layer: 'zeros', args: { shape: image(8, 8, 2) }, inputs: [] });
    const joined = builder.add({
      id: 'joined',
      layer: 'concat',
      args: { axis: 'channels' },
      inputs: ['zeros', 'seen'],
    });
    assert.equal(zeros.entry.receptiveField, null);
    assert.deepEqual(joined.entry.receptiveField, [3, 3]);
  });
});
