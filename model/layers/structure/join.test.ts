import assert from 'node:assert/strict';
import { image, items, type Shape, sequence, vector } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault } from '../infer.fixture.ts';

const add = (...inputs: readonly (Shape | null)[]) => ({ layer: 'add', inputs });
const output = (...inputs: readonly (Shape | null)[]) => {
  const inferred = inferCall(add(...inputs));
  assert.deepEqual(inferred.faults ?? [], []);
  return inferred.output;
};

describe('add', () => {
  it('takes any number of branches of one shape', () => {
    assert.deepEqual(output(image(56, 56, 256), image(56, 56, 256), image(56, 56, 256)), image(56, 56, 256));
    assert.deepEqual(output(items(100, 4), items(100, 4)), items(100, 4));
  });

  it('repeats extents of 1 and says so', () => {
    const gate = inferCall({ layer: 'multiply', inputs: [image(28, 28, 256), image(1, 1, 256)] });
    assert.deepEqual(gate.output, image(28, 28, 256));
    assert.deepEqual(gate.arithmetic, ['branch 2 is repeated along height and width']);
    assert.deepEqual(output(image(1, 8, 3), image(8, 1, 3)), image(8, 8, 3));
  });

  it('lets what is unknown flow on: an unknown extent is that of the other branch unless that is 1', () => {
    assert.deepEqual(output(image(null, 8, 3), image(8, null, 3)), image(8, 8, 3));
    assert.deepEqual(output(null, image(8, 1, 3)), image(8, null, 3));
    assert.equal(output(null, null), null);
  });

  it('names both shapes, the axes that disagree and the branch', () => {
    const fault = onlyFault(add(image(28, 28, 256), image(14, 14, 256)));
    assert.equal(
      fault.message,
      'add: branches disagree: 28×28×256 and 14×14×256. Height 28 ≠ 14 and width 28 ≠ 14; only an extent of 1 is repeated.',
    );
    assert.equal(fault.input, 1);
  });

  it('blames the one that is unlike the others', () => {
    assert.equal(onlyFault(add(image(8, 8, 4), image(8, 8, 8), image(8, 8, 8))).input, 0);
    assert.equal(onlyFault(add(image(8, 8, 8), image(1, 1, 8), image(8, 8, 8), image(4, 4, 8))).input, 3);
  });

  it('strides the larger branch, or upsamples the smaller one, where only height and width disagree', () =>
    assert.deepEqual(fixTitles(add(image(28, 28, 256), image(14, 14, 256))), [
      'Stride the first branch ⟶ an image of 14×14×256',
      'Upsample the second branch ⟶ an image of 28×28×256',
    ]));

  it('projects and strides a ResNet shortcut, the cheapest change first', () => {
    const call = add(image(28, 28, 512), image(56, 56, 256));
    assert.deepEqual(fixTitles(call), [
      'Stride and project the second branch ⟶ an image of 28×28×512',
      'Project and upsample the first branch ⟶ an image of 56×56×256',
    ]);
    const [fix] = onlyFault(call).fixes;
    assert.equal(fix?.kind === 'extend' && fix.statement, 'conv(512, 1x1, stride=2, bias=false); batchnorm');
    assert.deepEqual(fixTitles(add(image(56, 56, 256), image(56, 56, 64))), [
      'Project the second branch ⟶ an image of 56×56×256',
      'Project the first branch ⟶ an image of 56×56×64',
    ]);
  });

  it('finds strides for odd extents and for one axis', () => {
    assert.deepEqual(fixTitles(add(image(4, 4, 8), image(7, 7, 8))), ['Stride the second branch ⟶ an image of 4×4×8']);
    const call = add(image(8, 4, 8), image(8, 8, 8));
    assert.deepEqual(fixTitles(call), [
      'Stride the second branch ⟶ an image of 8×4×8',
      'Upsample the first branch ⟶ an image of 8×8×8',
    ]);
    const [fix] = onlyFault(call).fixes;
    assert.equal(fix?.kind === 'extend' && fix.statement, 'conv(8, 1x1, stride=1x2, bias=false); batchnorm');
  });

  it('projects features with dense', () =>
    assert.deepEqual(fixTitles(add(sequence(20, 512), sequence(20, 256))), [
      'Project the second branch ⟶ 20 steps × 512 features',
      'Project the first branch ⟶ 20 steps × 256 features',
    ]));

  it('has no fix where no stride leads from one to the other, or several branches are wrong', () => {
    assert.deepEqual(fixTitles(add(image(28, 28, 8), image(27, 27, 8))), []);
    assert.deepEqual(fixTitles(add(sequence(20, 8), sequence(21, 8))), []);
    assert.deepEqual(onlyFault(add(image(8, 8, 1), image(8, 8, 2), image(8, 8, 3), image(8, 8, 4))).fixes, []);
  });

  it('gives a vector the axes of the image it scales', () => {
    const call = { layer: 'multiply', inputs: [image(28, 28, 64), vector(64)] };
    assert.match(
      onlyFault(call).message,
      /^multiply: branches disagree: 28×28×64 and 64\. One is an image of 28×28×64, the other 64 features/,
    );
    assert.deepEqual(fixTitles(call), ['Reshape the second branch ⟶ an image of 1×1×64']);
    assert.deepEqual(fixTitles(add(vector(64), sequence(9, 64))), ['Reshape the first branch ⟶ 1 steps × 64 features']);
    assert.deepEqual(fixTitles(add(vector(32), image(28, 28, 64))), []);
  });

  it('does not mix axes of other kinds', () =>
    assert.equal(onlyFault(add(items(20, 8), sequence(20, 8))).code, 'branches-disagree'));
});

describe('mean and max', () => {
  for (const layer of ['mean', 'max'])
    it(`${layer} joins as add does`, () => {
      assert.deepEqual(inferCall({ layer, inputs: [vector(8), vector(8)] }).output, vector(8));
      assert.match(onlyFault({ layer, inputs: [vector(8), vector(9)] }).message, new RegExp(`^${layer}: branches`));
    });
});

describe('concat', () => {
  const concat = (inputs: readonly (Shape | null)[], axis = 'auto') => ({ layer: 'concat', inputs, args: { axis } });

  it('adds the channels up: the first inception module has 256 (Szegedy et al., 2015)', () => {
    const module = inferCall(concat([64, 128, 32, 32].map((channels) => image(28, 28, channels))));
    assert.deepEqual(module.output, image(28, 28, 256));
    assert.deepEqual(module.arithmetic, ['64 + 128 + 32 + 32 = 256 channels']);
  });

  it('adds features of vectors and sequences, and any axis that is named', () => {
    assert.deepEqual(inferCall(concat([vector(5), vector(6)])).output, vector(11));
    assert.deepEqual(inferCall(concat([sequence(9, 5), sequence(9, 6)])).output, sequence(9, 11));
    assert.deepEqual(inferCall(concat([sequence(9, 5), sequence(8, 5)], 'steps')).output, sequence(17, 5));
    assert.deepEqual(inferCall(concat([items(5776, 4), items(2166, 4)], 'items')).output, items(7942, 4));
  });

  it('lets what is unknown flow on', () => {
    assert.deepEqual(inferCall(concat([image(8, null, 4), image(null, 8, 4), null])).output, image(8, 8, null));
    assert.equal(inferCall(concat([null, null])).output, null);
  });

  it('names both shapes and the axis that disagrees, and pools the larger one', () => {
    const call = concat([image(28, 28, 64), image(14, 14, 32)]);
    assert.equal(
      onlyFault(call).message,
      'concat: branches disagree: 28×28×64 and 14×14×32. Height 28 ≠ 14 and width 28 ≠ 14; along channels only the channels may differ.',
    );
    assert.deepEqual(inferCall(call).output, image(28, 28, 96));
    assert.deepEqual(fixTitles(call), [
      'Pool the first branch ⟶ an image of 14×14×64',
      'Upsample the second branch ⟶ an image of 28×28×32',
    ]);
    assert.deepEqual(fixTitles(concat([image(64, 64, 8), image(56, 56, 8)])), []);
  });

  it('does not repeat extents of 1', () => assert.equal(onlyFault(concat([image(8, 8, 4), image(1, 1, 4)])).input, 1));

  it('flattens one image among vectors', () =>
    assert.deepEqual(fixTitles(concat([image(4, 4, 8), vector(10)])), ['Flatten the first branch ⟶ 128 features']));

  it('offers the axes that fit in place of one that is not there', () => {
    assert.match(onlyFault(concat([sequence(9, 5), sequence(8, 5)], 'items')).message, /has no axis items/);
    assert.deepEqual(fixTitles(concat([sequence(9, 5), sequence(8, 5)], 'items')), ['Set axis=steps']);
  });
});
