import assert from 'node:assert/strict';
import { multiplyAdds } from './multiply-adds.ts';
import { graphOf } from './nets.ts';

describe('multiply-adds of a training step', () => {
  it('are three times those forward, without the gradient of the input', () => {
    const [first, second, third] = [784 * 512, 512 * 512, 512 * 10];
    assert.equal(multiplyAdds(graphOf('mlp'), 128), 128 * (2 * first + 3 * second + 3 * third));
  });

  it('go through residual blocks: all but the first convolution three times', () => {
    const graph = graphOf('resnet18');
    const first = 32 * 32 * 64 * 27;
    assert.equal(multiplyAdds(graph, 32), 32 * (3 * (graph.macs ?? 0) - first));
  });

  it('of a first recurrent layer keep the gradient of the state', () => {
    const graph = graphOf('char_lstm');
    const characters = 64 * 65 * 4 * 256;
    assert.equal(multiplyAdds(graph, 1), 3 * (graph.macs ?? 0) - characters);
  });
});
