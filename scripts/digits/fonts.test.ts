import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glyphsFile, glyphsPath } from './fonts.ts';

describe('the outlines of the digits', () => {
  it('are those of the fonts (`node scripts/digits/fonts.ts` writes them)', () => {
    assert.equal(readFileSync(glyphsPath, 'utf8'), glyphsFile());
  });
});
