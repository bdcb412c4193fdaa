/** What makes branches agree, applied to the text: nothing is left to say. */
import assert from 'node:assert/strict';
import { analyze, applyFix } from './index.ts';

const JOINS = [
  'add { skip; conv(8, 3x3, stride=2, pad=1) }',
  'add { conv(16, 3x3, stride=2, pad=1); skip }',
  'add { { conv(16, 1x1); maxpool(4) }; conv(8, 1x1) }',
  'multiply { conv(8, 3x3, stride=1x2, pad=1); skip }',
  'concat { maxpool(2x2); conv(4, 1x1) }',
  'concat { global_avgpool(keep=true); conv(4, 1x1) }',
];

describe('branches that disagree', () => {
  for (const join of JOINS) {
    const text = `model Net {\n  input(image, 32x32x8)\n  ${join}\n}\n`;
    const [found] = analyze('a.nn', text).diagnostics;

    it(`${join}: the larger can be made small and the smaller large, after which all is well`, () => {
      assert.equal(found?.code, 'branches-disagree');
      assert.equal(found.fixes.length, 2);
      for (const fix of found.fixes) assert.deepEqual(analyze('a.nn', applyFix(text, fix)).diagnostics, [], fix.title);
    });
  }
});
