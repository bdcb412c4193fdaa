import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { zooPage, zooPagePath } from './zoo-page.ts';

describe('docs/zoo.md', () => {
  it('is what the zoo says (`node scripts/zoo-page.ts` writes it)', () => {
    assert.equal(readFileSync(zooPagePath, 'utf8'), zooPage());
  });
});
