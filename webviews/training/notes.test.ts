import assert from 'node:assert/strict';
import { leftOut, type NotedRecord, notesOf } from './notes.ts';

const corrupt = (item: string): NotedRecord => ({ type: 'corrupt', item, reason: 'The file ends too early.' });
const resumed = (differences: readonly string[]): NotedRecord => ({
  type: 'resume',
  time: '',
  step: 1200,
  epoch: 3,
  backend: 'cpu',
  device: 'WebAssembly SIMD, 1 thread',
  differences,
});

describe('notes of a run', () => {
  it('are none of a run that just trains', () => assert.deepEqual(notesOf([]), []));

  it('say where it went on, and what was not as before', () => {
    assert.deepEqual(notesOf([resumed([]), resumed(['threads: 4 before, 1 now'])]), [
      'Resumed after step 1,200, on cpu (WebAssembly SIMD, 1 thread).',
      'Resumed after step 1,200, on cpu (WebAssembly SIMD, 1 thread). Not as it was before: threads: 4 before, 1 now.',
    ]);
  });

  it('say what the weights of another training gave, names in a list that ends', () => {
    const weights: NotedRecord = {
      type: 'weights',
      file: 'base.safetensors',
      loaded: ['conv1.weight', 'conv1.bias'],
      missing: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      unused: [],
      left: ['fc.weight'],
    };
    assert.deepEqual(notesOf([weights]), [
      'Began with the weights of base.safetensors: 2 loaded; a, b, c, d, e and 2 more not in it, so initialized; fc.weight of another shape or left out.',
    ]);
  });

  it('name what was left out, each item once, and count what is too much to name', () => {
    const items = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png'].map(corrupt);
    const notes = notesOf([...items, resumed([]), ...items]);
    assert.equal(notes[0], 'Left out: a.png. The file ends too early.');
    assert.equal(notes[5], 'Left out: 1 more; the log names them.');
    assert.equal(notes.length, 7);
    assert.equal(leftOut([...items, ...items]), 6);
  });

  it('say why a run ended early, and leave failures to the alert', () => {
    const end = { type: 'end', step: 1, epoch: 1, seconds: 1 } as const;
    assert.deepEqual(notesOf([{ ...end, reason: 'finished', message: 'It ended early.' }]), ['It ended early.']);
    assert.deepEqual(notesOf([{ ...end, reason: 'failed', message: 'No data.' }]), []);
  });
});
