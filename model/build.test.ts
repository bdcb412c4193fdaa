import assert from 'node:assert/strict';
import { alexnet, chain, lenet, vgg16 } from './zoo.fixture.ts';

describe('a graph', () => {
  it('counts LeNet-5 as published: 61,706 parameters, 416,520 multiply-adds', () => {
    const graph = lenet();
    assert.equal(graph.params, 61_706);
    // 28·28·6·25 + 10·10·16·150 + 400·120 + 120·84 + 84·10
    assert.equal(graph.macs, 117_600 + 240_000 + 48_000 + 10_080 + 840);
  });

  it('counts VGG-16 as published: 138,357,544 parameters, 15.47 G multiply-adds', () => {
    const graph = vgg16();
    assert.equal(graph.params, 138_357_544);
    assert.equal(graph.macs, 15_470_264_320);
  });

  it('counts AlexNet without groups: 62,378,344 parameters', () => {
    const graph = alexnet();
    assert.equal(graph.params, 62_378_344);
    assert.deepEqual(graph.layers[0]?.output, [55, 55, 96]);
  });

  it("knows VGG-16's receptive fields: 196 at conv5_3, 212 at pool5, everything after flatten", () => {
    const { layers } = vgg16();
    const field = (id: string) => layers.find((layer) => layer.id === id)?.receptiveField;
    assert.deepEqual(field('conv13'), [196, 196]);
    assert.deepEqual(field('maxpool5'), [212, 212]);
    assert.equal(field('flatten1'), null);
  });

  it('sums every activation of one image', () => {
    const graph = chain([8, 8, 1], [['relu'], ['flatten'], ['dense', { units: 3 }]]);
    assert.equal(graph.activationBytes, 4 * (64 + 64 + 64 + 3));
  });

  it('does not count running statistics', () => {
    const graph = chain([8, 8, 5], [['batchnorm']]);
    assert.equal(graph.params, 10);
    assert.deepEqual(
      graph.layers[0]?.weights.map((weight) => weight.name),
      ['batchnorm1.weight', 'batchnorm1.bias', 'batchnorm1.running_mean', 'batchnorm1.running_var'],
    );
  });

  it('lets what is unknown flow on', () => {
    const graph = chain([8, 8, 1], [['conv', { filters: null, kernel: [3, 3] }], ['flatten'], ['dense', { units: 3 }]]);
    assert.deepEqual(graph.layers[0]?.output, [6, 6, null]);
    assert.deepEqual(graph.layers[1]?.output, [null]);
    assert.deepEqual(graph.layers[2]?.output, [3]);
    assert.equal(graph.params, null);
    assert.equal(graph.trainingBytes, null);
  });
});
