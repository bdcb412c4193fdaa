import assert from 'node:assert/strict';
import { table } from './output.ts';

describe('a table', () => {
  it('aligns text left and numbers right, without blanks at the ends of lines', () => {
    const rows = [
      ['name', 'params', ''],
      ['a', '1', ''],
    ];
    assert.equal(table(rows, new Set([1])), 'name  params\na          1');
  });
});
