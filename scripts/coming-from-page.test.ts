import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../server/language/index.ts';
import { comingFromPage, comingFromPath, habits } from './coming-from-page.ts';

describe('docs/coming-from.md', () => {
  const page = readFileSync(comingFromPath, 'utf8');
  const errorsIn = (text: string) =>
    analyze('coming-from.nn', text).diagnostics.filter(({ severity }) => severity === 'error');
  const within = (statement: string) =>
    `model M(n = 4) {\n  input(image, 32x32x8)\n  y = relu\n  ${statement}\n  relu\n}\n`;

  it('is what the tables say (`node scripts/coming-from-page.ts` writes it)', () => {
    assert.equal(page, comingFromPage());
  });

  it('has an example that checks clean', () => {
    const [, example = ''] = /```nn\n([\s\S]*?)```/.exec(page) ?? [];
    assert.match(example, /^model /);
    assert.deepEqual(analyze('coming-from.nn', example).diagnostics, []);
  });

  for (const { habit, here } of habits) {
    it(`${habit} is said, ${here} is right`, () => {
      assert.ok(errorsIn(within(habit)).length > 0);
      assert.deepEqual(errorsIn(within(here)), []);
    });
  }
});
