import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from './code-action.ts';
import { diagnostics } from './diagnostics.ts';
import { checkedText, URI } from './marked.fixture.ts';

const text = 'model A {\n  input(x, 7x7x3)\n  conv(8, 3x3, stride=3)\n  rellu\n}\n';
const at = (line: number) => ({ start: { line, character: 16 }, end: { line, character: 16 } });

describe('quick fixes', () => {
  const checked = checkedText(text);
  const titles = (line: number) => codeActions(checked, at(line)).map(({ title }) => title);

  it('are those of the place', () => {
    assert.deepEqual(titles(1), []);
    assert.deepEqual(titles(2), [
      'Set stride=1 ⟶ 5×5×8',
      'Set stride=2 ⟶ 3×3×8',
      'Set stride=4 ⟶ 2×2×8',
      'Set pad=1 ⟶ 3×3×8',
      'Set kernel=1 ⟶ 3×3×8',
      'Set kernel=4 ⟶ 2×2×8',
    ]);
  });
  it('are preferred where there is one', () => {
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 2 } };
    const [fix, ...others] = codeActions(checked, range);
    assert.deepEqual(others, []);
    assert.equal(fix?.isPreferred, true);
    assert.equal(fix.title, 'Replace by relu');
    assert.deepEqual(fix.diagnostics, [diagnostics(checked)[1]]);
    assert.deepEqual(
      codeActions(checked, at(2)).map(({ isPreferred }) => isPreferred),
      [false, false, false, false, false, false],
    );
  });
  it('change the argument and nothing else', () => {
    const changed = codeActions(checked, at(2)).map(({ edit }) =>
      TextDocument.applyEdits(checked.document, edit!.changes![URI]!).split('\n')[2]?.trim(),
    );
    assert.deepEqual(changed, [
      'conv(8, 3x3, stride=1)',
      'conv(8, 3x3, stride=2)',
      'conv(8, 3x3, stride=4)',
      'conv(8, 3x3, stride=3, pad=1)',
      'conv(8, 1, stride=3)',
      'conv(8, 4, stride=3)',
    ]);
  });
  it('are left out where the editor asks for another kind', () => {
    assert.deepEqual(codeActions(checked, at(2), { only: ['refactor'] }), []);
    assert.equal(codeActions(checked, at(2), { only: ['quickfix'] }).length, 6);
    assert.equal(codeActions(checked, at(2), { only: [''] }).length, 7);
  });
});
