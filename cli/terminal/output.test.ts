import assert from 'node:assert/strict';
import { bytes, count, table } from './output.ts';

describe('numbers in a terminal', () => {
  it('counts in groups of three, from a million on shortened', () => {
    assert.deepEqual([0, 61_706, 999_999, 25_557_032, 4_089_184_256].map(count), [
      '0',
      '61,706',
      '999,999',
      '25.56 M',
      '4.09 G',
    ]);
  });

  it('gives bytes in binary units', () => {
    assert.deepEqual([0, 1023, 1024, 63_201, 5 * 2 ** 30].map(bytes), [
      '0 B',
      '1023 B',
      '1.0 KiB',
      '61.7 KiB',
      '5.0 GiB',
    ]);
  });

  it('shows the unknown as such', () => {
    assert.deepEqual([count(null), bytes(null)], ['?', '?']);
  });
});

describe('a table', () => {
  it('aligns text left and numbers right, without blanks at the ends of lines', () => {
    const rows = [
      ['name', 'params', ''],
      ['a', '1', ''],
    ];
    assert.equal(table(rows, new Set([1])), 'name  params\na          1');
  });
});
