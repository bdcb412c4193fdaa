/** Whole networks with published counts, of groups and depthwise convolutions. */
import assert from 'node:assert/strict';
import { chain, type Line } from '../../zoo.fixture.ts';

const square = (n: number) => [n, n];
const around = (n: number) => [n, n, n, n];
const conv = (filters: number, kernel: number, pad = 0, stride = 1, groups = 1): Line => [
  'conv',
  { filters, kernel: square(kernel), stride: square(stride), pad: around(pad), groups },
];
const normalized = ([layer, args]: Line): Line[] => [[layer, { ...args, bias: false }], ['batchnorm'], ['relu']];
const dense = (units: number): Line => ['dense', { units }];
const pool: Line = ['maxpool', { window: [3, 3], stride: [2, 2] }];

describe('published counts', () => {
  it('of AlexNet with its two towers as groups: 60,965,224 parameters, 724 M multiply-adds (Caffe)', () => {
    const graph = chain(
      [227, 227, 3],
      [
        conv(96, 11, 0, 4),
        pool,
        conv(256, 5, 2, 1, 2),
        pool,
        conv(384, 3, 1),
        conv(384, 3, 1, 1, 2),
        conv(256, 3, 1, 1, 2),
        pool,
        ['flatten'],
        dense(4096),
        dense(4096),
        dense(1000),
      ],
    );
    assert.equal(graph.params, 60_965_224);
    assert.equal(Math.round((graph.macs ?? 0) / 1e6), 724);
  });

  it('of MobileNet-v1: 4.2 M parameters and 569 M multiply-adds (Howard et al., 2017, table 8)', () => {
    const separable = (filters: number, stride: number): Line[] => [
      ...normalized(['depthwise', { kernel: [3, 3], stride: square(stride), pad: around(1) }]),
      ...normalized(conv(filters, 1)),
    ];
    const graph = chain(
      [224, 224, 3],
      [
        ...normalized(conv(32, 3, 1, 2)),
        ...separable(64, 1),
        ...separable(128, 2),
        ...separable(128, 1),
        ...separable(256, 2),
        ...separable(256, 1),
        ...separable(512, 2),
        ...Array.from({ length: 5 }, () => separable(512, 1)).flat(),
        ...separable(1024, 2),
        ...separable(1024, 1),
        ['global_avgpool'],
        dense(1000),
      ],
    );
    assert.equal(graph.params, 4_231_976);
    assert.equal(graph.macs, 568_740_352);
  });
});
