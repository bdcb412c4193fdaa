/**
 * Diagnostics as text: a fixture is a model file with `# ^^^ error[code]: message` under the line it speaks of. What is
 * said and what is expected are compared both ways, and every fix is applied to see that it mends its fault.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongResults } from './arrow.fixture.ts';
import { expectedIn, saidOf } from './caret.fixture.ts';
import { analyze, applyFix, type Diagnostic, Library } from './index.ts';

const folder = join(import.meta.dirname, 'fixtures');
describe('diagnostics', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.nn'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const { diagnostics } = analyze(name, text);

    it(`${name} says what is written under its lines, and nothing else`, () => {
      assert.deepEqual(saidOf(text, diagnostics), expectedIn(text));
    });

    for (const diagnostic of diagnostics) {
      for (const fix of diagnostic.fixes) {
        it(`${name}: "${fix.title}" mends ${diagnostic.code}`, () => {
          const after = analyze(name, applyFix(text, fix)).diagnostics;
          const same = (list: readonly Diagnostic[]) => list.filter(({ code }) => code === diagnostic.code).length;
          const others = (list: readonly Diagnostic[]) => list.filter(({ severity }) => severity === 'error').length;
          // A computed size that names a parameter nobody has is still a step forward.
          if (diagnostic.code !== 'unknown-name') assert.ok(same(after) < same(diagnostics));
          assert.ok(others(after) <= others(diagnostics));
        });
      }
    }
  }
});

describe('docs/language.md', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'language.md'), 'utf8');
  const examples = [...page.matchAll(/```nn\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  // An example that starts with the name of a file can be imported by the others.
  const files = new Map(examples.map((example) => [/^# (\S+\.nn)\n/.exec(example)?.[1], example]));
  const library = new Library((file) => files.get(file) ?? { problem: 'There is no such file.' });

  it('has examples', () => assert.ok(examples.length >= 5));
  for (const example of examples) {
    it(`says what is true of ${example.split('\n')[0]}`, () => {
      const analysis = analyze('language.md', example, { library });
      assert.deepEqual(saidOf(example, analysis.diagnostics), expectedIn(example));
      assert.deepEqual(wrongResults(example, analysis), []);
    });
  }
});
