import assert from 'node:assert/strict';
import { FormatError } from '../../formats/reader.ts';
import { chain } from '../../model/zoo.fixture.ts';
import { DataError } from '../data/samples.ts';
import type { Job } from '../protocol/job.ts';
import { failureOf, NotFiniteError } from './failure.ts';
import { requireMemory } from './memory.ts';

const jobOf = (batch: number): Job => ({
  version: 1,
  graph: chain(
    [256, 256, 3],
    [['conv', { filters: 64, kernel: [3, 3] }], ['relu'], ['flatten'], ['dense', { units: 2, bias: false }]],
  ),
  settings: {
    name: 'Big',
    loss: [],
    regularizers: [],
    optimizer: { name: 'adam', args: { lr: 1e-3 } },
    batch,
    epochs: 1,
    data: {
      name: 'd',
      source: { name: 'shapes', args: {} },
      split: { name: 'holdout', args: { val: 1 } },
      normalize: null,
    },
    init: { name: 'he', args: {} },
    seed: 1,
  },
  file: '/x.nn',
  root: '/',
});

describe('how a run fails', () => {
  it('is the fault of the data, of the numbers or of the disk', () => {
    const codeOf = (error: unknown) => failureOf(error, jobOf(4)).code;
    assert.equal(codeOf(new DataError('x')), 'data');
    assert.equal(codeOf(new FormatError('x')), 'data');
    assert.equal(codeOf(new NotFiniteError('conv1', 3, 0.1)), 'nan');
    assert.equal(codeOf(new Error('x')), 'internal');
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', path: '/run/x' });
    assert.deepEqual(failureOf(full, jobOf(4)), {
      code: 'disk',
      message:
        'The disk is full: /run/x could not be written. The last checkpoint is whole; make room and go on from it.',
    });
  });

  it('names the batch that would fit', () => {
    const found = failureOf(new Error('memory access out of bounds'), jobOf(64));
    assert.equal(found.code, 'memory');
    assert.match(
      found.message,
      /^There is not enough memory for a batch of 64: .* Use batch = \d+, with accumulate = \d+ /,
    );
  });

  it('is said before the first step where the plan is larger than WebAssembly can address', () => {
    assert.doesNotThrow(() => requireMemory(jobOf(16), 'cpu'));
    assert.throws(
      () => requireMemory(jobOf(400), 'cpu'),
      /a step takes \d+\.\d GiB, and WebAssembly addresses 4\.0 GiB/,
    );
    assert.doesNotThrow(() => requireMemory(jobOf(400), 'reference'));
  });
});
