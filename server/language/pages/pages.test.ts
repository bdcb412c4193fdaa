/** The pages are true: each example has its fault, and what stands in its place has none. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, type Diagnostic, Library, readConfig } from '../index.ts';
import { pages } from './index.ts';
import type { DiagnosticPage } from './page.ts';

function check(
  { beside = {}, facts, configured }: DiagnosticPage,
  code: string,
  text: string,
  config = readConfig(configured ?? `{ "severities": { "${code}": "warning" } }`).config,
): readonly Diagnostic[] {
  if (code.startsWith('config-')) return readConfig(text).diagnostics;
  const library = new Library((file) => beside[file] ?? { problem: 'There is no such file.' });
  return analyze('page.nn', text, { library, config, ...(facts === undefined ? {} : { factsOf: () => facts }) })
    .diagnostics;
}

/** Codes are the only words with hyphens that stand in quotation marks in the language and the catalog. */
function codesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'pages' ? [] : codesIn(path);
    if (!/(?<!\.test|\.fixture)\.ts$/.test(entry.name)) return [];
    return [...readFileSync(path, 'utf8').matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)].map((match) => match[1] ?? '');
  });
}

describe('pages of diagnostics', () => {
  it('are those of all that the checker says', () => {
    const root = join(import.meta.dirname, '..', '..', '..');
    const facts = readFileSync(join(root, 'formats', 'facts', 'facts.ts'), 'utf8');
    const [problems = ''] = /readonly code: [^;]*;/.exec(facts) ?? [];
    const said = new Set([
      'syntax',
      ...['server/language', 'model'].flatMap((folder) => codesIn(join(root, folder))),
      ...[...problems.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    ]);
    assert.deepEqual([...said].sort(), Object.keys(pages).sort());
  });

  for (const [code, page] of Object.entries(pages)) {
    const { title, what, why, example, instead, factsInstead } = page;

    it(`${code}: the example has the fault, and no other`, () => {
      const said = new Set(check(page, code, example).map((found) => found.code));
      // There is no other way to have a thousand faults.
      if (code === 'too-many-faults') said.delete('unknown-name');
      assert.deepEqual([...said], [code]);
    });

    it(`${code}: nothing is said of what stands in its place`, () => {
      assert.deepEqual(
        check({ ...page, ...(factsInstead === undefined ? {} : { facts: factsInstead }) }, code, instead),
        [],
      );
    });

    it(`${code}: it is as grave as the page says`, () => {
      const { config } = readConfig(page.configured ?? '{}');
      const said = check(page, code, example, config).map(({ severity }) => severity);
      assert.deepEqual([...new Set(said)], page.level === 'off' ? [] : [page.level]);
    });

    it(`${code}: the page is whole`, () => {
      assert.match(title, /^[A-Z`].*[^.]$/);
      for (const text of [what, why]) assert.match(text, /^[A-Z`\d].*[.)]$/s);
      assert.match(code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    });
  }
});
