import assert from 'node:assert/strict';
import { analyzeFiles } from './graph.fixture.ts';

const net =
  'model Net(classes) {\n  input(image, 28x28x1)\n  flatten\n  dense(classes)\n}\nmodel Bad { input(x, 8x8x1); conv(2, 9x9); flatten }';
const main = (name: string) => `import { Net, Bad } from "./net.nn"
data digits { source = mnist("data"); split = holdout(val=10) }
train ${name} on digits { loss = softmax() }`;

describe('a train', () => {
  it('trains a model of another file', () => {
    const { trains, diagnostics } = analyzeFiles(main('Net(classes = 10)').replace(', Bad', ''), { 'net.nn': net });
    assert.deepEqual(diagnostics, []);
    assert.equal(trains[0]?.job?.graph.params, 7850);
  });

  it('says at its name what is wrong in it, and trains nothing', () => {
    const { trains, diagnostics } = analyzeFiles(main('Bad').replace('Net, ', ''), { 'net.nn': net });
    assert.deepEqual(
      diagnostics.map(({ code, related }) => [code, related[0]?.file]),
      [['kernel-too-large', 'net.nn']],
    );
    assert.equal(trains[0]?.job, null);
  });
});
