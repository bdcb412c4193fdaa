import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diagnosticsPage, diagnosticsPagePath } from './diagnostics-page.ts';

describe('docs/diagnostics.md', () => {
  it('is what the checker says (`node scripts/diagnostics-page.ts` writes it)', () => {
    assert.equal(readFileSync(diagnosticsPagePath, 'utf8'), diagnosticsPage());
  });
});
