/** Every example checks clean, says in its first lines how it is run, and is named in README.md. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../server/language/index.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'examples');

describe('the example', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.nn'))) {
    it(`${name} is sound, and can be found and run`, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const { diagnostics, trains } = analyze(join(folder, name), text);
      assert.deepEqual(diagnostics, []);
      assert.ok(trains.length > 0 && trains.every(({ job }) => job !== null));
      assert.ok(text.slice(0, text.indexOf('\n\n')).includes(`npx netwright train examples/${name}`));
      assert.ok(readme.includes(`](examples/${name})`));
    });
  }
});
