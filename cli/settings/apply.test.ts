import assert from 'node:assert/strict';
import { modelFile } from '../files.ts';
import { UsageError } from '../terminal/exit.ts';
import { applySettings } from './apply.ts';

const SOURCE = `# a comment with model Tiny(classes = 1) {
model Tiny(classes = 10, width = 4) {
  input(image, 8x8x1)
  flatten
  dense(width)
  dense(classes)
}
data d {
  source = mnist("d")
  split = holdout(val=10)
}
train Tiny(classes = 5) on d {
  loss = softmax() + 0.5 * l2(1e-4)  # decay
  optimizer = adam(
    lr=1e-3  # of Adam
  )
  batch = 8
}
train Tiny on d as second {
  loss = softmax
}
`;

const set = (changes: readonly string[], { train, text = SOURCE }: { train?: string; text?: string } = {}) =>
  applySettings(modelFile('tiny.nn', text), { positionals: [], values: { set: changes } }, train);

const settings = (changes: readonly string[], train = 'Tiny') => {
  const { analysis } = set(changes, { train });
  assert.deepEqual(
    analysis.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return analysis.trains.find(({ name }) => name === train)!.job!.settings;
};

const lastLayer = (changes: readonly string[], model = 0) => set(changes).analysis.models[model]!.graph.layers.at(-1);

describe('--set', () => {
  it('without a change leaves the file as it is', () => {
    assert.equal(set([]).analysis.text, SOURCE);
  });

  it('changes a setting that is written', () => {
    assert.equal(settings(['batch=32']).batch, 32);
  });

  it('adds a setting that is not', () => {
    assert.equal(settings(['epochs=3']).epochs, 3);
    assert.equal(settings(['epochs=3'], 'second').epochs, 3);
  });

  it('changes an argument, over lines and beside comments', () => {
    assert.equal(settings(['optimizer.lr=0.5']).optimizer.args.lr, 0.5);
  });

  it('adds an argument that is not written', () => {
    const { args } = settings(['optimizer.beta1=0.5']).optimizer;
    assert.deepEqual([args.beta1, args.lr], [0.5, 1e-3]);
  });

  it('changes an argument of a setting that is left to its default', () => {
    const { name, args } = settings(['optimizer.lr=0.25'], 'second').optimizer;
    assert.deepEqual([name, args.lr], ['adam', 0.25]);
  });

  it('reaches a call within a sum, and an argument given by position', () => {
    assert.equal(settings(['loss.l2.weight=0.5']).regularizers[0]!.args.weight, 0.25);
  });

  it('reaches the data, and stages', () => {
    assert.equal(settings(['data.split.val=3']).data.split.args.val, 3);
    const text = SOURCE.replace('batch = 8', 'stage head { epochs = 3 }');
    const { analysis } = set(['stage.head.epochs=4', 'stage.head.batch=2'], { train: 'Tiny', text });
    const [stage] = analysis.trains[0]?.job?.settings.stages ?? [];
    assert.deepEqual([stage?.epochs, stage?.batch], [4, 2]);
  });

  it('reaches an argument of an argument', () => {
    const { schedule } = settings(['schedule=warmup(5, then=cosine())', 'schedule.then.floor=1e-5']);
    assert.deepEqual(JSON.parse(JSON.stringify(schedule)).args.then.args.floor, 1e-5);
  });

  it('replaces a whole call', () => {
    assert.equal(settings(['optimizer=sgd(lr=1e-2)']).optimizer.name, 'sgd');
  });

  it('applies changes in order', () => {
    assert.equal(
      settings(['optimizer=sgd(lr=1e-2)', 'optimizer.lr=2e-2', 'optimizer.lr=3e-2']).optimizer.args.lr,
      3e-2,
    );
  });

  it('touches only the train that is meant', () => {
    const { trains } = set(['batch=2'], { train: 'second' }).analysis;
    assert.deepEqual(
      trains.map(({ job }) => job?.settings.batch),
      [8, 2],
    );
  });

  it('changes a parameter of the model and what a train gives it', () => {
    for (const change of ['classes=7', 'model.classes=7']) {
      const { trains } = set([change]).analysis;
      assert.deepEqual(lastLayer([change])?.output, [7]);
      assert.deepEqual(
        trains.map(({ job }) => job?.graph.layers.at(-1)?.output),
        [[7], [7]],
      );
    }
    assert.deepEqual(lastLayer(['width=6'])?.weights[0]?.shape, [10, 6]);
  });

  it('gives a parameter a value that had none', () => {
    const text = SOURCE.replace('classes = 10', 'classes').replace('on d as second', 'on d');
    assert.deepEqual(set(['classes=3'], { text }).analysis.models[0]!.graph.layers.at(-1)?.output, [3]);
  });

  it('leaves judging the value to the checker', () => {
    assert.deepEqual(
      set(['batch=none']).analysis.diagnostics.map(({ severity }) => severity),
      ['error'],
    );
  });

  it('says what it does not know, and what was probably meant', () => {
    const refused = (change: string, message: RegExp) =>
      assert.throws(
        () => set([change]),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    refused('batch', /KEY=VALUE/);
    refused('clases=3', /Is it classes\?/);
    refused('optimiser.lr=3', /no setting optimiser.*Is it optimizer\?/);
    refused('loss.weight=3', /loss\.softmax\.… or loss\.l2\.…/);
    refused('seed.x=3', /does not set seed/);
  });
});
