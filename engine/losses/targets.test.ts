import assert from 'node:assert/strict';
import type { Target } from '../data/batch.ts';
import { answersOf, labelsOf, numbersOf, sharesOf, TargetError } from './targets.ts';

const parties = { data: 'The data cifar', model: 'scores of LeNet' };
const classes = (...values: number[]): Target => ({ kind: 'classes', values: Int32Array.from(values) });
const numbers = (...values: number[]): Target => ({ kind: 'numbers', values: Float32Array.from(values) });
const shares = (...values: number[]): Target => ({ kind: 'shares', values: Float32Array.from(values) });

const compare = (shape: readonly number[], target: Target) => ({ shape, target, parties });

describe('what a head is compared with', () => {
  it('is one class for each place', () => {
    assert.deepEqual([...labelsOf(compare([2, 3], classes(2, 0)))], [2, 0]);
    assert.deepEqual([...sharesOf(compare([1, 2, 2], classes(1, 0)))], [0, 1, 1, 0]);
  });

  it('is yes or no for each output', () => {
    assert.deepEqual([...answersOf(compare([3, 1], classes(1, 0, 1)))], [1, 0, 1]);
    assert.deepEqual([...answersOf(compare([1, 3], classes(1)))], [0, 1, 0]);
    assert.deepEqual([...answersOf(compare([1, 2], numbers(0, 0.5)))], [0, 0.5]);
  });

  for (const [what, read, message] of [
    [
      'a label beyond the outputs',
      () => labelsOf(compare([2, 10], classes(3, 12))),
      'The data cifar has a label 12, but the model has 10 outputs, 0 to 9 (scores of LeNet).',
    ],
    [
      'a label below zero',
      () => sharesOf(compare([1, 10], classes(-1))),
      'The data cifar has a label -1, but the model has 10 outputs, 0 to 9 (scores of LeNet).',
    ],
    [
      'too few labels',
      () => labelsOf(compare([2, 5, 10], classes(3, 1))),
      'The data cifar has 2 labels for this batch; scores of LeNet is 2×5×10 and takes 10.',
    ],
    [
      'numbers where classes are wanted',
      () => labelsOf(compare([1, 2], numbers(0, 1))),
      'The data cifar has numbers; scores of LeNet is compared with one class for each sample here.',
    ],
    [
      'mixed samples where one class is wanted',
      () => labelsOf(compare([1, 2], shares(0.5, 0.5))),
      'The data cifar has shares of classes, as mixup makes them; scores of LeNet is compared with one class for each sample here.',
    ],
    [
      'classes where numbers are wanted',
      () => numbersOf(compare([1, 2], classes(1))),
      'The data cifar has classes; scores of LeNet is compared with numbers here.',
    ],
    [
      'numbers of another count',
      () => numbersOf(compare([2, 4], numbers(1, 2, 3))),
      'The data cifar has 3 numbers for this batch; scores of LeNet is 2×4 and takes 8.',
    ],
    [
      'neither yes nor no',
      () => answersOf(compare([1, 1], classes(2))),
      'The data cifar has a label 2, but the model has one output, which says yes (1) or no (0) (scores of LeNet).',
    ],
    [
      'more than yes',
      () => answersOf(compare([1, 2], numbers(1, 1.5))),
      'The data cifar has a target 1.5; scores of LeNet is compared with numbers from 0, no, to 1, yes.',
    ],
    [
      'not a number',
      () => answersOf(compare([1, 2], numbers(1, Number.NaN))),
      'The data cifar has a target NaN; scores of LeNet is compared with numbers from 0, no, to 1, yes.',
    ],
  ] as const) {
    it(`is refused: ${what}`, () => {
      assert.throws(read, (error) => error instanceof TargetError && error.message === message);
    });
  }
});
