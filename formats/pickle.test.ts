import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NumpyArray, PickleDict, readPickle } from './pickle.ts';
import { bytesSource } from './reader.ts';

const fixture = (name: string) =>
  bytesSource(name, new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name))));
const text = (value: string) => [...new TextEncoder().encode(value)];
const read = (...bytes: number[]) => readPickle(bytesSource('b', Uint8Array.from(bytes)));

describe('a pickle', () => {
  for (const protocol of [2, 3, 4, 5])
    it(`of Python 3 in protocol ${protocol} is read as data`, () => {
      const whole = readPickle(fixture(`cifar10-protocol${protocol}.pickle`));
      assert.ok(whole instanceof PickleDict);
      assert.deepEqual(whole.entries.get('labels'), [3, 7]);
      assert.deepEqual(whole.entries.get('filenames'), ['a.png', 'b.png']);
      const data = whole.entries.get('data');
      assert.ok(data instanceof NumpyArray);
      assert.deepEqual([data.shape, data.type], [[2, 3072], 'u1']);
      assert.deepEqual(
        data.data,
        Uint8Array.from({ length: 6144 }, (_, i) => ((i % 3072) + 7 * Math.floor(i / 3072)) % 251),
      );
    });

  it('of Python 2 has bytes for texts', () => {
    // {'ab': [1, 300, −2]}, as cPickle writes it in protocol 2.
    const whole = read(
      ...[0x80, 2, 0x7d, 0x71, 1, 0x55, 2, ...text('ab'), 0x71, 2, 0x5d, 0x71, 3, 0x28],
      ...[0x4b, 1, 0x4d, 44, 1, 0x4a, 254, 255, 255, 255, 0x65, 0x73, 0x2e],
    );
    assert.ok(whole instanceof PickleDict);
    assert.deepEqual(whole.entries.get('ab'), [1, 300, -2]);
  });

  it('that names a function is refused, and nothing is run', () => {
    assert.throws(() => readPickle(fixture('hostile.pickle')), /asks for posix\.system, which is not looked up/);
    assert.throws(
      () => read(0x63, ...text('builtins\neval\n'), 0x2e),
      /asks for builtins\.eval, which is not looked up: a pickle is read as data and runs nothing/,
    );
  });

  it('that calls NumPy with something else is refused', () => {
    const dtype = [0x63, ...text('numpy\ndtype\n')];
    assert.throws(() => read(...dtype, 0x29, 0x52, 0x2e), /numpy\.dtype is given something else/);
  });

  it('that is damaged is refused in words', () => {
    assert.throws(() => read(), /b is cut off/);
    assert.throws(() => read(0x2e), /takes more values than it made/);
    assert.throws(() => read(0x8e, 0, 0, 0, 0, 255, 0, 0, 0), /b is cut off/);
    assert.throws(() => read(0x65, 0x2e), /a mark is missing/);
    assert.throws(() => read(0x68, 9, 0x2e), /value 9 was never kept/);
    assert.throws(() => read(0x51), /has the instruction 0x51 at byte 0, which plain data does not need/);
  });

  it('cut off anywhere is refused as such', () => {
    const whole = fixture('cifar100.pickle').read(0, fixture('cifar100.pickle').size);
    for (let end = 0; end < whole.length; end += 97)
      assert.throws(() => readPickle(bytesSource('b', whole.subarray(0, end))), { name: 'FormatError' });
  });
});
