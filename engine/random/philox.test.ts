import assert from 'node:assert/strict';
import { fillNormal, fillUniform, permutation, philox } from './philox.ts';

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('philox', () => {
  // Known answers of philox4x32_10 in the authors' Random123 (kat_vectors).
  const known = [
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ] as const;
  for (const [counter, key, expected] of known) {
    it(`encrypts ${counter}`, () => {
      const parse = (text: string) => text.split(' ').map((word) => Number.parseInt(word, 16));
      const block = Uint32Array.from(parse(counter));
      const [key0, key1] = parse(key) as [number, number];
      philox(block, key0, key1);
      assert.equal(hex(block), expected);
    });
  }

  it('gives the same numbers at the same place and others elsewhere', () => {
    const at = (seed: number, time: number) => [...fillUniform(new Float32Array(9), { seed, purpose: 'init', time })];
    assert.deepEqual(at(1, 2), at(1, 2));
    assert.notDeepEqual(at(1, 2), at(1, 3));
    assert.notDeepEqual(at(1, 2), at(1 + 2 ** 32, 2));
  });

  it('draws normal numbers with mean 0 and variance 1', () => {
    const n = 100_001;
    const out = fillNormal(new Float64Array(n), { seed: 7, purpose: 'init' });
    const mean = out.reduce((a, b) => a + b, 0) / n;
    const variance = out.reduce((a, b) => a + b * b, 0) / n - mean * mean;
    // Four standard errors.
    assert.ok(Math.abs(mean) < 4 / Math.sqrt(n), `mean ${mean}`);
    assert.ok(Math.abs(variance - 1) < 4 * Math.sqrt(2 / n), `variance ${variance}`);
  });

  it('permutes every index once', () => {
    const order = permutation(1000, { seed: 3, purpose: 'shuffle' });
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.notEqual(order[0], 0);
  });
});
