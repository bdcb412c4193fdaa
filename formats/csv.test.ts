import assert from 'node:assert/strict';
import { csvRows, isNumber } from './csv.ts';

const rows = (text: string, separator = ',') => [...csvRows(text, separator)].map(({ values }) => [...values]);

describe('tables of text', () => {
  it('have rows and values, whatever ends a line', () => {
    assert.deepEqual(rows('a,b\n1, 2 \r\n3,\n'), [
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]);
    assert.deepEqual(rows('a;b', ';'), [['a', 'b']]);
    assert.deepEqual(rows('a,'), [['a', '']]);
  });

  it('quote what holds a separator, a line break or a quotation mark', () => {
    assert.deepEqual(rows('"a, b","c ""d""\ne",f\n'), [['a, b', 'c "d"\ne', 'f']]);
    assert.deepEqual(rows('"open, never closed\nb'), [['open, never closed\nb']]);
  });

  it('leave out blank lines and the mark of byte order', () => {
    assert.deepEqual(rows('\ufeffa\n\n\r\nb\n'), [['a'], ['b']]);
    assert.deepEqual(rows(''), []);
  });

  it('have rows that know their line, and whether a quotation mark is open', () => {
    const found = [...csvRows('a,b\n\n"1\n\n2",3\n4,"5', ',')];
    assert.deepEqual(
      found.map(({ line, unclosed }) => [line, unclosed]),
      [
        [1, false],
        [3, false],
        [6, true],
      ],
    );
  });

  it('hold numbers as they are written', () => {
    for (const number of ['0', '-1', '+.5', '1.', '2e-3', '1.5E+10']) assert.ok(isNumber(number), number);
    for (const other of ['', 'a', '1,5', '0x10', '1e', '--1', 'NaN', 'Infinity']) assert.ok(!isNumber(other), other);
  });
});
