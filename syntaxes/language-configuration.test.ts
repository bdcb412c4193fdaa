/** The editor's rules of indentation, as they act behind Enter, against how the files of the zoo are laid out. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: readonly string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const { indentationRules } = JSON.parse(read('language-configuration.json')) as {
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
};
const increases = new RegExp(indentationRules.increaseIndentPattern);
const decreases = new RegExp(indentationRules.decreaseIndentPattern);

const zoo = ['..', 'examples', 'zoo'];
const files = readdirSync(join(import.meta.dirname, ...zoo)).filter((name) => name.endsWith('.nn'));
const depth = (line: string) => line.length - line.trimStart().length;

describe('indentation behind Enter', () => {
  it('goes in behind what opens at the end of a line, and out before what closes', () => {
    let opened = 0;
    let closed = 0;
    for (const name of files) {
      const lines = read(...zoo, name)
        .split('\n')
        .filter((line) => line.trim() !== '');
      for (const [i, line] of lines.entries()) {
        const before = lines[i - 1];
        if (before === undefined) continue;
        if (increases.test(before) && !decreases.test(line)) {
          opened++;
          assert.equal(depth(line), depth(before) + 2, `${name}: ${line}`);
        } else if (decreases.test(line) && !increases.test(before)) {
          closed++;
          assert.ok(depth(line) < depth(before), `${name}: ${line}`);
        }
      }
    }
    assert.ok(opened > files.length && closed > files.length);
  });

  it('stays where a bracket stands in a comment alone', () => {
    assert.equal(increases.test('  relu  # as in {'), false);
    assert.equal(increases.test('model Net {  # the whole of it'), true);
  });
});
