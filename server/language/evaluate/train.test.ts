import assert from 'node:assert/strict';
import { analyze } from '../analyze.ts';

const settingsOf = (text: string) => {
  const { diagnostics, trains } = analyze('x.nn', text);
  assert.deepEqual(diagnostics, []);
  return trains[0]?.job?.settings;
};

const MODEL = `model Net(classes = 4) {
  input(image, 32x32x3)
  layer1 = conv(8, 3x3)
  features = flatten
  head class { features -> dense(classes) }
  head box { features -> dense(4) }
}
data toys { source = shapes(1000); split = holdout(val=100); augment = [flip, crop(32, pad=4)] }
`;

describe('a train', () => {
  it('comes as plain data, what is not set left out', () => {
    const plain = `model Net { input(image, 32x32x3); flatten; dense(10) }
data cifar { source = cifar10("data"); split = holdout(val=10) }
train Net on cifar { loss = softmax() + 0.5 * l2(1e-4) }`;
    assert.deepEqual(settingsOf(plain), {
      name: 'Net',
      data: {
        name: 'cifar',
        source: { name: 'cifar10', args: { folder: 'data' } },
        split: { name: 'holdout', args: { val: 10 } },
        normalize: null,
      },
      loss: [{ call: { name: 'softmax', args: { smoothing: 0, weights: [], ignore: -1 } }, weight: 1 }],
      regularizers: [{ name: 'l2', args: { weight: 5e-5, biases: false } }],
      optimizer: { name: 'adam', args: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 } },
      init: { name: 'he', args: {} },
      batch: 64,
      epochs: 10,
      seed: 1,
    });
  });

  it('carries everything that it sets', () => {
    const settings = settingsOf(`${MODEL}train Net on toys as all {
      loss = { class: 2 * softmax(), box: smooth_l1() + 0.5 * l1_distance() }
      optimizer = sgd(lr=0.1)
      schedule = warmup(2, then=cosine())
      clip = norm(5.0)
      weights = load("w.safetensors", only=["layer1.*"])
      metrics = [accuracy(class), iou(box)]
      targets = { box: toys.box }
      train_only = "layer1"
      lr_scale = { "layer1.*": 0.1, "*": 2 }
      batch = 8; epochs = 3; seed = 7
    }`);
    assert.deepEqual(
      settings?.loss.map(({ call, weight, head }) => [call.name, weight, head]),
      [
        ['softmax', 2, 'class'],
        ['smooth_l1', 1, 'box'],
        ['l1_distance', 0.5, 'box'],
      ],
    );
    assert.equal(settings?.schedule?.name, 'warmup');
    assert.deepEqual(Object.values(settings?.schedule?.args ?? {}), [
      2,
      { name: 'cosine', args: { floor: 0, epochs: 0 } },
      0,
    ]);
    assert.deepEqual(settings?.clip, { name: 'norm', args: { max: 5 } });
    assert.deepEqual(settings?.weights, {
      name: 'load',
      args: { file: 'w.safetensors', except: [], only: ['layer1.*'] },
    });
    assert.deepEqual(
      settings?.metrics?.map(({ name, args }) => [name, args.head]),
      [
        ['accuracy', 'class'],
        ['iou', 'box'],
      ],
    );
    assert.deepEqual(
      settings?.data.augment?.map(({ name }) => name),
      ['flip', 'crop'],
    );
    const { targets, trainOnly, lrScale, batch, epochs, seed } = settings ?? {};
    assert.deepEqual(
      { targets, trainOnly, lrScale, batch, epochs, seed },
      {
        targets: { box: 'box' },
        trainOnly: ['layer1'],
        lrScale: { 'layer1.*': 0.1, '*': 2 },
        batch: 8,
        epochs: 3,
        seed: 7,
      },
    );
  });

  it('hands on to its stages what they do not set', () => {
    const settings = settingsOf(`${MODEL}train Net on toys {
      loss = { class: softmax() + l2(1e-4), box: l2_distance() }
      optimizer = adam(lr=1e-2)
      clip = value(1)
      stage head { train_only = ["class.*"]; epochs = 3 }
      stage all { optimizer = sgd(lr=1e-4); loss = { class: softmax(), box: huber() }; batch = 8 }
    }`);
    const brief = settings?.stages?.map(({ name, loss, regularizers, optimizer, clip, trainOnly, epochs, batch }) => ({
      name,
      loss: loss.map(({ call }) => call.name),
      regularizers: regularizers.length,
      optimizer: optimizer.name,
      clip: clip?.name,
      trainOnly,
      epochs,
      batch,
    }));
    assert.deepEqual(brief, [
      {
        name: 'head',
        loss: ['softmax', 'l2_distance'],
        regularizers: 1,
        optimizer: 'adam',
        clip: 'value',
        trainOnly: ['class.*'],
        epochs: 3,
        batch: 64,
      },
      {
        name: 'all',
        loss: ['softmax', 'huber'],
        regularizers: 0,
        optimizer: 'sgd',
        clip: 'value',
        trainOnly: undefined,
        epochs: 10,
        batch: 8,
      },
    ]);
  });

  it('takes the loss of its stages where it has none', () => {
    const settings = settingsOf(`${MODEL}train Net on toys { stage a { loss = { class: softmax(), box: huber() } } }`);
    assert.equal(settings?.loss.length, 2);
    assert.equal(settings?.stages?.[0]?.loss.length, 2);
  });

  it('judges all that a layer of several outputs makes by one loss', () => {
    const detector = (body: string, loss: string) => `model Net { input(image, 64x64x3)
  features = conv(8, 3x3, stride=2, pad=1)
  head regions { ${body} } }
data street { source = coco("a", "b.json"); split = holdout(val=100) }
train Net on street { loss = { regions: ${loss} } }`;
    const { diagnostics, trains } = analyze('x.nn', detector('rpn(anchors=3)', 'rpn_loss()'));
    assert.deepEqual(diagnostics, []);
    const ports = ['regions.rpn1:objectness', 'regions.rpn1:boxes'];
    assert.deepEqual(trains[0]?.job?.graph.heads, [{ name: 'regions', output: ports[0], outputs: ports }]);
    assert.deepEqual(trains[0]?.job?.graph.outputs, ports);
    const split = detector('split(2, axis=channels)', 'l2_distance()');
    const other = analyze(
      'x.nn',
      split.replace('l2_distance() } }', 'l2_distance() }; targets = { regions: street.boxes } }'),
    );
    assert.deepEqual(
      other.diagnostics.map(({ message }) => message),
      ['l2_distance judges one tensor; head regions ends in 2: regions.split1:0, regions.split1:1.'],
    );
  });

  it('of nearest neighbors minimizes nothing', () => {
    const settings = settingsOf(`model Near { input(image, 32x32x3); knn(k=3, classes=10) }
data cifar { source = cifar10("data"); split = kfold(5) }
train Near on cifar {}`);
    assert.deepEqual(settings?.loss, []);
  });

  it('of nearest neighbors needs the number of classes', () => {
    const { diagnostics, trains } = analyze(
      'x.nn',
      `model Near(k = 3) { input(point, 2); knn(k=k) }
data arms { source = spirals(classes=3); split = holdout(val=10) }
train Near on arms {}`,
    );
    assert.equal(trains[0]?.job, null);
    assert.deepEqual(
      diagnostics.map(({ code, message }) => `${code}: ${message}`),
      [
        'sizes-not-known: Some sizes of Near are not known: to train it, knn has to be told how many classes there are, for example knn(classes=10).',
      ],
    );
  });

  it('has no job while something is wrong', () => {
    for (const wrong of [
      'lr_scale = 3',
      'train_only = ["x"]',
      'bptt = 0',
      'schedule = stp()',
      'targets = { box: toys.x }',
    ]) {
      const { trains } = analyze(
        'x.nn',
        `${MODEL}train Net on toys { loss = { class: softmax(), box: huber() }; ${wrong} }`,
      );
      assert.equal(trains[0]?.job, null, wrong);
    }
  });
});
