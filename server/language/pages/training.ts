/** Faults of `data`, `train` and `search`. */
import type { DiagnosticPage } from './page.ts';
import { trained } from './text.ts';

const heads = (...settings: readonly string[]) => `model Net {
  input(image, 32x32x3)
  features = flatten
  head class { features -> dense(4) }
  head box { features -> dense(4) }
}
data toys { source = shapes(1000); split = holdout(val=100) }
train Net on toys {
${settings.map((line) => `  ${line}\n`).join('')}}
`;

const searched = (values: string) => `model Net(groups = 1) {
  input(image, 28x28x1)
  conv(8, 3x3)
  relu
  conv(8, 3x3, groups=groups)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits { loss = softmax() }
search Net { space { model.groups = ${values} } }
`;

export const trainingPages = {
  'unknown-setting': {
    level: 'error',
    title: 'A setting that is not there',
    what: 'A `data`, `train`, `stage` or `search` has a setting that it does not know.',
    why: 'It would have no effect.',
    example: trained('loss = softmax()', 'epoch = 10'),
    instead: trained('loss = softmax()', 'epochs = 10'),
  },
  'setting-given-twice': {
    level: 'error',
    title: 'A setting given twice',
    what: 'An item has a setting twice, or a head two losses in a map.',
    why: 'Which of the two holds cannot be told.',
    example: trained('loss = softmax()', 'epochs = 10', 'epochs = 20'),
    instead: trained('loss = softmax()', 'epochs = 20'),
  },
  'missing-setting': {
    level: 'error',
    title: 'A setting that must be given',
    what: 'A `data` has no source or no split, or a `train` no loss.',
    why: 'Without data there is nothing to learn from, without a split nothing to measure by, without a loss nothing to make smaller.',
    example: trained('epochs = 10'),
    instead: trained('loss = softmax()', 'epochs = 10'),
  },
  'does-not-fit-memory': {
    level: 'warning',
    title: 'A training step that does not fit the memory of the device',
    what: 'A step of a `train` takes more than the device has, by the plan that the engine follows: weights, gradients, state of the optimizer, activations kept for the backward pass, and what operations work in. The device is the embedded backend with 4 GiB unless `limits.deviceMemory` of `netwright.json` says otherwise.',
    why: 'Training would end with an error at its first step. Activations grow with the batch, so a smaller one helps; weights do not.',
    source: 'CS231n, lecture 9',
    example: trained('loss = softmax()', 'batch = 10000000'),
    instead: trained('loss = softmax()', 'batch = 64'),
  },
  'missing-loss': {
    level: 'error',
    title: 'Regularization without a loss',
    what: 'The `loss` of a train has only regularizers.',
    why: 'The network would learn to have small weights and nothing else.',
    source: 'CS231n, lecture 3',
    example: trained('loss = l2(1e-4)'),
    instead: trained('loss = softmax() + l2(1e-4)'),
  },
  'factor-without-effect': {
    level: 'error',
    title: 'A factor before something that adds nothing to the loss',
    what: 'A regularizer that bounds weights after each step, such as `max_norm`, has a factor before it.',
    why: 'It is no part of the sum that a factor could weigh.',
    example: trained('loss = softmax() + 0.5 * max_norm(3)'),
    instead: trained('loss = softmax() + max_norm(3)'),
  },
  'loss-needs-scores': {
    level: 'error',
    title: 'A loss of classes on something else than scores',
    what: 'A loss that compares the scores of classes is given a map or another tensor that has not one score for each class.',
    why: 'There is one label for a sample and no single set of scores to compare it with. A network that classifies ends in a dense layer.',
    source: 'CS231n, lecture 3',
    example: trained('loss = softmax()').replace('  flatten\n  dense(10)\n', '  conv(10, 3x3)\n'),
    instead: trained('loss = softmax()'),
  },
  'loss-does-not-fit': {
    level: 'error',
    title: 'A loss that cannot judge this head',
    what: 'A loss is given a head, or compared with a column of the data, that it is not made for: the distance between numbers for a class, a loss of boxes for scores.',
    why: 'It would compare things that have nothing to do with each other.',
    example: trained('loss = l2_distance()'),
    instead: trained('loss = softmax()'),
  },
  'loss-for-several': {
    level: 'error',
    title: 'One loss and several heads',
    what: 'A model has several heads or ends in several tensors, and the loss does not say which it judges.',
    why: 'Each head is compared with something of its own: `{ class: softmax(), box: l2_distance() }`.',
    example: heads('loss = softmax()'),
    instead: heads('loss = { class: softmax(), box: l2_distance() }'),
  },
  'head-without-loss': {
    level: 'warning',
    title: 'A head that does not learn',
    what: 'The losses of a train leave out a head of the model.',
    why: 'No gradient comes from it: the layers that lead to it alone stay as they started.',
    example: heads('loss = { class: softmax() }'),
    instead: heads('loss = { class: softmax(), box: l2_distance() }'),
  },
  'no-column': {
    level: 'error',
    title: 'An input or head without a column',
    what: 'The data has several columns, and none has the name of an input or head.',
    why: 'What it is compared with, or given, cannot be told. `targets` says it.',
    example: heads('loss = { kind: softmax(), box: l2_distance() }').replace('head class', 'head kind'),
    instead: heads('loss = { kind: softmax(), box: l2_distance() }', 'targets = { kind: toys.class }').replace(
      'head class',
      'head kind',
    ),
  },
  'metric-does-not-fit': {
    level: 'error',
    title: 'A metric that cannot measure this head',
    what: 'A metric is asked of a head that it is not made for.',
    why: 'It would measure nothing: intersection over union is of boxes or masks, accuracy of scores.',
    example: trained('loss = softmax()', 'metrics = [iou]'),
    instead: trained('loss = softmax()', 'metrics = [accuracy]'),
  },
  'metric-says-nothing': {
    level: 'warning',
    title: 'A metric that is always 1',
    what: '`top_k` has a k of as many classes as there are.',
    why: 'The true class is always among all of them.',
    example: trained('loss = softmax()', 'metrics = [top_k(10)]'),
    instead: trained('loss = softmax()', 'metrics = [top_k(5)]'),
  },
  'pattern-without-layer': {
    level: 'error',
    title: 'A pattern that matches nothing',
    what: 'A pattern of `train_only`, `lr_scale` or of the weights that are loaded matches no layer that learns. A warning where it only leaves weights out.',
    why: 'It has no effect: often a layer has been renamed since.',
    example: trained('loss = softmax()', 'train_only = ["fc.*"]'),
    instead: trained('loss = softmax()', 'train_only = ["fc.*"]').replace('  dense(10)', '  fc = dense(10)'),
  },
  'sizes-not-known': {
    level: 'error',
    title: 'A model with open sizes',
    what: 'A `train` trains a model that has a parameter without a value, or an extent of `?`.',
    why: 'Weights have sizes before they can start. The train gives the parameters: `train Net(classes = 10) on digits`.',
    example: trained('loss = softmax()')
      .replace('model Net', 'model Net(classes)')
      .replace('dense(10)', 'dense(classes)'),
    instead: trained('loss = softmax()')
      .replace('model Net', 'model Net(classes)')
      .replace('dense(10)', 'dense(classes)')
      .replace('train Net on', 'train Net(classes = 10) on'),
  },
  'bptt-without-steps': {
    level: 'warning',
    title: 'Truncated backpropagation without a sequence',
    what: 'A train has `bptt`, and nothing in its model has steps.',
    why: '`bptt` cuts gradients off after so many steps of a sequence; without one it has no effect.',
    source: 'CS231n, lecture 10',
    example: trained('loss = softmax()', 'bptt = 16'),
    instead: trained('loss = softmax()'),
  },
  'unknown-path': {
    level: 'error',
    title: 'A path that leads to no value',
    what: 'What a `search` is to vary is no setting of its train, no argument of a call that stands there and no parameter of the model, or is a whole call.',
    why: 'There is nothing to put the values drawn into. The same paths are used on the command line, `--set optimizer.lr=0.01`.',
    example: `${trained('loss = softmax()')}search Net { space { optimizer.rl = log(1e-5, 1e-1) } }\n`,
    instead: `${trained('loss = softmax()')}search Net { space { optimizer.lr = log(1e-5, 1e-1) } }\n`,
  },
  'trial-does-not-check': {
    level: 'error',
    title: 'A trial whose network does not fit together',
    what: 'With one of the values that a `search` names the model has an error; what it is stands behind the value.',
    why: 'The trial would end before it begins.',
    example: searched('choice(2, 3)'),
    instead: searched('choice(2, 4)'),
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
