/**
 * Diagnostics as text: a fixture is a model file with `# ^^^ error[code]: message` under the line it speaks of. What is
 * said and what is expected are compared both ways, and every fix is applied to see that it mends its fault.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, type Diagnostic, Lines, type QuickFix } from './index.ts';

const folder = join(import.meta.dirname, 'fixtures');
const CARET = /^#( *)(\^+) (error|warning|information)\[([\w-]+)\]: (.*)$/;

/** The expectations of a file, as `line:column-column severity[code]: message`. A caret's own `#` stands in column 1. */
function expected(text: string): string[] {
  const found: string[] = [];
  let line = 0;
  text.split('\n').forEach((source, i) => {
    const match = CARET.exec(source);
    if (match === null) {
      line = i + 1;
      return;
    }
    const [, space = '', carets = '', severity, code, message] = match;
    const column = space.length + 2;
    found.push(`${line}:${column}-${column + carets.length} ${severity}[${code}]: ${message}`);
  });
  return found;
}

function said(text: string, diagnostics: readonly Diagnostic[]): string[] {
  const lines = new Lines(text);
  return diagnostics.map(({ start, end, severity, code, message }) => {
    const from = lines.position(start);
    const to = lines.position(end);
    const width = to.line === from.line ? to.column : from.column + 1;
    return `${from.line}:${from.column}-${width} ${severity}[${code}]: ${message}`;
  });
}

function apply(text: string, { changes }: QuickFix): string {
  return [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}

describe('diagnostics', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.nn'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const { diagnostics } = analyze(name, text);

    it(`${name} says what is written under its lines, and nothing else`, () => {
      assert.deepEqual(said(text, diagnostics).sort(), expected(text).sort());
    });

    for (const diagnostic of diagnostics) {
      for (const fix of diagnostic.fixes) {
        it(`${name}: "${fix.title}" mends ${diagnostic.code}`, () => {
          const after = analyze(name, apply(text, fix)).diagnostics;
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
