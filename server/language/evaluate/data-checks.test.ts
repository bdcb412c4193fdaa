/** What files say against a model, with the fixes: each leaves nothing of what it mends. */
import assert from 'node:assert/strict';
import { type DataFacts, unknownFacts } from '../../../formats/facts/index.ts';
import type { Diagnostic } from '../analysis.ts';
import { analyze } from '../analyze.ts';
import type { DataSource } from './facts.ts';

type Facts = (data: DataSource) => Partial<DataFacts>;

const check = (text: string, facts: Facts) =>
  analyze('x.nn', text, { factsOf: (data) => ({ ...unknownFacts, ...facts(data) }) }).diagnostics;

const brief = ({ code, severity, message }: Diagnostic) => `${severity}[${code}] ${message}`;

function apply(text: string, found: Diagnostic, title: string): string {
  const fix = found.fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no "${title}" among ${found.fixes.map((candidate) => candidate.title).join(', ')}`);
  return fix.changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, change) => result.slice(0, change.start) + change.text + result.slice(change.end), text);
}

/** Image folders come as their arguments say. */
const folder: Facts = ({ source: { args } }) => ({
  classes: 37,
  count: 7000,
  shape: [...(args.size as readonly number[]), args.color === 'grey' ? 1 : 3],
});

describe('data against the model', () => {
  it('is scaled and coloured as the input wants it, or the input takes what there is', () => {
    const text = `model Net(classes) { input(image, 64x64x1); flatten; dense(classes) }
data pets { source = image_folder("p", 96x96); split = folders() }
train Net(classes = pets.classes) on pets { loss = softmax() }`;
    const [found, ...others] = check(text, folder);
    assert.equal(others.length, 0);
    assert.equal(
      brief(found!),
      'error[input-size] The images of pets are 96×96×3; Net takes 64×64×1: 96·96·3 = 27,648 numbers against 64·64·1 = 4,096.',
    );
    const scaled = apply(text, found!, 'Make the images 64×64×1');
    assert.match(scaled, /image_folder\("p", 64x64, color=grey\)/);
    assert.deepEqual(check(scaled, folder), []);
    assert.deepEqual(check(apply(text, found!, 'Take 96×96×3'), folder), []);
  });

  it('gives the head as many scores as it has classes, by name or by number', () => {
    const text = (args: string) => `model Net(classes = 10) { input(image, 64x64x3); flatten; dense(classes) }
data pets { source = image_folder("p", 64x64); split = folders() }
train Net${args} on pets { loss = softmax() }`;
    for (const [args, title, after] of [
      ['', 'classes = pets.classes ⟶ 37 scores', '(classes = pets.classes)'],
      ['()', 'classes = pets.classes ⟶ 37 scores', '(classes = pets.classes)'],
      ['(12)', 'classes = pets.classes ⟶ 37 scores', '(pets.classes)'],
      ['(classes = 12)', 'classes = 37', '(classes = 37)'],
    ] as const) {
      const [found] = check(text(args), folder);
      assert.equal(found?.code, 'class-count');
      const fixed = apply(text(args), found, title);
      assert.equal(fixed, text(after));
      assert.deepEqual(check(fixed, folder), []);
    }
  });

  it('of a text has symbols', () => {
    const text = `model Chars(vocab = 50) { input(text, tokens(32)); embed(vocab, 8); lstm(16); dense(vocab) }
data book { source = text("b.txt"); split = holdout(val=10) }
train Chars on book { loss = softmax() }`;
    const facts = () => ({ vocab: 65, classes: 65, count: 9000 });
    const [found] = check(text, facts);
    assert.equal(
      brief(found!),
      'error[class-count] Chars ends in 50 scores (dense1); book has 65 symbols. Labels go up to 64, and there is no score for them.',
    );
    assert.deepEqual(check(apply(text, found!, 'vocab = book.vocab ⟶ 65 scores'), facts), []);
  });

  it('of detection has a background where the head counts one', () => {
    const ssd = (
      classes: number,
    ) => `model Net { input(image, 32x32x3); conv(8, 3x3, stride=2, pad=1); ssd(classes=${classes}, ratios=[[2]]) }
data boxes { source = voc("v"); split = holdout(val=10) }
train Net on boxes { loss = ssd_loss() }`;
    const facts = () => ({ classes: 20, count: 900 });
    assert.deepEqual(check(ssd(21), facts), []);
    assert.match(brief(check(ssd(20), facts)[0]!), /boxes has 20 classes and the background: 20 \+ 1 = 21\./);
    const yolo = (classes: number) =>
      ssd(1)
        .replace(/ssd\(.*\]\)/, `flatten; yolo(grid=2, classes=${classes})`)
        .replace('ssd_loss', 'yolo_loss');
    assert.deepEqual(check(yolo(20), facts), []);
    assert.equal(check(yolo(21), facts)[0]?.code, 'class-count');
  });

  it('of arrays tells numbers from classes', () => {
    const text = (loss: string) => `model Net { input(x, 6); dense(3) }
data a { source = npy("x.npy", labels="y.npy"); split = holdout(val=10) }
train Net on a { loss = ${loss} }`;
    const numbers = (shape: readonly number[]) => () => ({
      count: 90,
      shape: [6],
      target: { kind: 'numbers' as const, shape },
    });
    assert.deepEqual(check(text('l2_distance()'), numbers([3])), []);
    assert.match(
      brief(check(text('l2_distance()'), numbers([2]))[0]!),
      /\[loss-does-not-fit\] l2_distance is taken between numbers of one shape; Net ends in 3 \(dense1\), y of a has 2\./,
    );
    assert.match(
      brief(check(text('softmax()'), numbers([3]))[0]!),
      /\[loss-needs-scores\] softmax takes a class; the data has numbers for each sample\./,
    );
    const classes = () => ({ count: 90, shape: [6], classes: 3, target: { kind: 'class' as const, shape: [] } });
    assert.deepEqual(check(text('softmax()'), classes), []);
    assert.equal(check(text('l2_distance()'), classes)[0]?.code, 'loss-does-not-fit');
  });

  it('of a table has the columns of its header', () => {
    const text = (column: string) => `model Net { input(x, 2); head a { dense(1) }; head b { x -> dense(1) } }
data t { source = csv("t.csv", label="price"); split = holdout(val=10) }
train Net on t { loss = { a: huber(), b: huber() }; targets = { b: t.${column} } }`;
    const facts = () => ({ count: 90, shape: [2], columns: ['rooms', 'area', 'price'] });
    assert.deepEqual(check(text('area'), facts), []);
    assert.equal(
      brief(check(text('aera'), facts)[0]!),
      'error[unknown-property] t has no column aera; it has features, price, rooms, area.',
    );
  });

  it('that is missing is said at its path, and sizes that only it tells are waited for', () => {
    const text = `model Net(classes) { input(image, 64x64x3); flatten; dense(classes) }
data pets { source = image_folder("p", 64x64); split = folders() }
train Net(classes = pets.classes) on pets { loss = softmax() }`;
    const missing = {
      code: 'data-missing' as const,
      severity: 'warning' as const,
      argument: 'folder',
      message: 'There is no folder p.',
    };
    const found = check(text, () => ({ problems: [missing] }));
    assert.deepEqual(found.map(brief), [
      'warning[data-missing] There is no folder p.',
      'information[sizes-not-known] Some sizes of Net are not known until the files of pets have been looked into.',
    ]);
    assert.equal(text.slice(found[0]!.start, found[0]!.end), '"p"');
  });
});
