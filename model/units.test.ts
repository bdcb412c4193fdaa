import assert from 'node:assert/strict';
import { bytes, count, tensorBytes } from './units.ts';

describe('numbers for people', () => {
  const counts: readonly [number | null, string][] = [
    [0, '0'],
    [156, '156'],
    [61_706, '61,706'],
    [999_999, '999,999'],
    [1_000_000, '1.00 M'],
    [6_129_664, '6.13 M'],
    [999_994_999, '999.99 M'],
    [999_999_999, '1.00 G'],
    [4_089_184_256, '4.09 G'],
    [15_470_264_320_000, '15.47 T'],
    [5e18, '5000000.00 T'],
    [null, '?'],
  ];
  for (const [value, shown] of counts) it(`counts ${value} as ${shown}`, () => assert.equal(count(value), shown));

  const sizes: readonly [number | null, string][] = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [63_144, '61.7 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [5 * 1024 ** 3, '5.0 GiB'],
    [null, '?'],
  ];
  for (const [value, shown] of sizes) it(`writes ${value} bytes as ${shown}`, () => assert.equal(bytes(value), shown));

  it('takes four bytes an element', () => {
    assert.equal(tensorBytes([28, 28, 6]), '18.4 KiB');
    assert.equal(tensorBytes([null, 28, 6]), '?');
    assert.equal(tensorBytes(null), '?');
  });
});
