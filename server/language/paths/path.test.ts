import assert from 'node:assert/strict';
import { parse } from '../syntax/parser.ts';
import type { TrainItem } from '../syntax/tree.ts';
import { findPath, isProblem } from './path.ts';

const TEXT = `model Net(classes = 10, width = 4) { input(image, 8x8x1); flatten; dense(classes) }
data d { source = mnist("d"); split = holdout(val=10); augment = [flip, crop(32, pad=4)] }
train Net(width = 8) on d as tune {
  loss = { class: softmax() + l2(1e-4), box: 2.0 * l2_distance }
  schedule = warmup(5, then=cosine())
  batch = 8
  stage head { epochs = 3; optimizer = sgd(0.1) }
  stage all { lr_scale = { "*": 2 } }
}
`;

function contextOf(text: string) {
  const { items } = parse(text);
  return { text, items, train: items.find((item): item is TrainItem => item.kind === 'train')! };
}

/** The text with `value` at the end of the path. */
function set(path: string, value: string, text = TEXT): string {
  const place = findPath(path, contextOf(text));
  assert.ok(!isProblem(place), isProblem(place) ? place.message : '');
  return [...place.set(value)]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}

const problem = (path: string) => {
  const found = findPath(path, contextOf(TEXT));
  assert.ok(isProblem(found), path);
  return found;
};

describe('paths', () => {
  it('lead to settings, arguments, parameters, stages and data', () => {
    for (const [path, before, after] of [
      ['batch', 'batch = 8', 'batch = NEW'],
      ['loss.class.l2.weight', 'l2(1e-4)', 'l2(NEW)'],
      ['loss.l2.weight', 'l2(1e-4)', 'l2(NEW)'],
      ['loss.class.softmax.smoothing', 'softmax()', 'softmax(smoothing=NEW)'],
      ['schedule.epochs', 'warmup(5', 'warmup(NEW'],
      ['schedule.then.floor', 'cosine()', 'cosine(floor=NEW)'],
      ['schedule.then', 'then=cosine()', 'then=NEW'],
      ['stage.head.epochs', 'epochs = 3', 'epochs = NEW'],
      ['stage.head.optimizer.lr', 'sgd(0.1)', 'sgd(NEW)'],
      ['stage.head.optimizer.momentum', 'sgd(0.1)', 'sgd(0.1, momentum=NEW)'],
      ['stage.all.batch', '"*": 2 }', '"*": 2 }; batch = NEW'],
      ['data.split.val', 'val=10', 'val=NEW'],
      ['data.augment.crop.pad', 'pad=4', 'pad=NEW'],
      ['data.augment.flip.p', 'flip,', 'flip(p=NEW),'],
      ['epochs', 'batch = 8', 'batch = 8; epochs = NEW'],
      ['optimizer.lr', 'batch = 8', 'batch = 8; optimizer = adam(lr=NEW)'],
      ['model.classes', 'classes = 10', 'classes = NEW'],
    ] as const)
      assert.equal(set(path, 'NEW'), TEXT.replace(before, after), path);
    assert.equal(set('width', 'NEW'), TEXT.replace('width = 4', 'width = NEW').replace('width = 8', 'width = NEW'));
  });

  it('find a place in empty braces', () => {
    const text = 'model Net { input(x, 3); dense(2) }\ntrain Net on d {}\n';
    assert.equal(set('epochs', '3', text), text.replace('{}', '{ epochs = 3 }'));
  });

  it('say what there is where they lead nowhere', () => {
    for (const [path, message, near] of [
      [
        'optimiser.lr',
        /^A train has no setting optimiser; it has loss, .* and the parameters model\.classes, model\.width\./,
        'optimizer.lr',
      ],
      ['model.clases', /^Net has no parameter clases; it has classes, width\./, 'model.classes'],
      [
        'loss.weight',
        /^loss\.weight names no argument here; it begins with loss\.class\.… or loss\.box\.…\./,
        undefined,
      ],
      ['loss.class.l2.wieght', /^l2 has no argument wieght; it takes weight, biases\./, 'loss.class.l2.weight'],
      ['stage.haed.epochs', /^This train has no stage haed; it has head, all\./, 'stage.head.epochs'],
      ['stage.head.init', /^A stage has no setting init;/, undefined],
      ['stage.all.optimizer.lr', /^This stage does not set optimizer; set it whole/, undefined],
      ['data.splt.val', /^The data has no setting splt;/, 'data.split.val'],
      ['schedule.epochs.x', /leads nowhere: epochs of warmup is no call/, undefined],
      ['batch.x', /^batch\.x names no argument here\./, undefined],
      ['seed.x', /^This train does not set seed; set it whole, for example seed=1\./, undefined],
      ['', /^A train has no setting/, undefined],
    ] as const) {
      const found = problem(path);
      assert.match(found.message, message);
      assert.equal(found.near?.path, near, path);
    }
  });
});
