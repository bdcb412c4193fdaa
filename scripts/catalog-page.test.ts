import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { catalogPage, catalogPagePath } from './catalog-page.ts';

describe('docs/catalog.md', () => {
  it('is what the catalog says (`node scripts/catalog-page.ts` writes it)', () => {
    assert.equal(readFileSync(catalogPagePath, 'utf8'), catalogPage());
  });
});
