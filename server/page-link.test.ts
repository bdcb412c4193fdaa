import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from './language/pages/index.ts';
import { pageLink } from './page-link.ts';

describe('the link of a diagnostic', () => {
  it('leads to the heading of its page', () => {
    for (const code of Object.keys(pages)) {
      const [, file = '', line = ''] = /^(.*)#L(\d+)$/.exec(pageLink(code) ?? '') ?? [];
      assert.equal(readFileSync(fileURLToPath(file), 'utf8').split('\n')[Number(line) - 1], `### ${code}`);
    }
  });

  it('is left out for a code without a page', () => assert.equal(pageLink('no-such-code'), undefined));
});
