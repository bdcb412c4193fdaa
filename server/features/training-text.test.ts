import assert from 'node:assert/strict';
import { analyze, defaultConfig } from '../language/index.ts';
import { factsText, memoryParts, memoryText } from './training-text.ts';

const text = (source: string, head = 'dense(10)') => `model Net { input(image, 32x32x3); flatten; ${head} }
data d { source = ${source}; split = holdout(val=10) }
train Net on d { loss = softmax(); batch = 4 }`;

const memory = (deviceMemory: number) => ({
  config: { ...defaultConfig, limits: { ...defaultConfig.limits, deviceMemory } },
});

describe('what training takes', () => {
  it('is said with the batch that fits, and with its parts', () => {
    const [train] = analyze('x.nn', text('cifar10("a")'), memory(1 << 22)).trains;
    // 30,730 numbers four times (weights, gradients, two of Adam), and two images of 3,072 numbers for each sample; beside them the workspace.
    assert.equal(memoryText(train!), '2.1 MiB to train at batch 4 · at most 54 fit in 4.0 MiB');
    assert.match(
      memoryParts(train!) ?? '',
      /^96\.\d KiB activations and their gradients · 120\.0 KiB weights · .* · 1\.\d MiB workspace$/,
    );
  });

  it('may be too much for one sample', () => {
    const [train] = analyze('x.nn', text('cifar10("a")'), memory(1 << 10)).trains;
    assert.match(memoryText(train!) ?? '', / · not one sample fits in 1\.0 KiB$/);
  });

  it('is not said of a train that is not complete', () => {
    const [train] = analyze('x.nn', text('cifar10("a")', 'dense(n)')).trains;
    assert.deepEqual([memoryText(train!), memoryParts(train!)], [null, null]);
  });
});

describe('what is known of data', () => {
  const of = (source: string) => factsText(analyze('x.nn', text(source)).data[0]!);

  it('is said as far as it is known', () => {
    assert.equal(of('digits(1000)'), '10 classes · 1,000 samples of 28×28×1');
    assert.equal(of('cifar10("a")'), '');
    const facts = { classes: 65, count: 1_115_394, shape: null, vocab: 65, columns: null, target: null, problems: [] };
    const { data } = analyze('x.nn', text('text("a.txt")'), { factsOf: () => facts });
    assert.equal(factsText(data[0]!), '65 different symbols · 1.12 M symbols');
  });
});
