import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver';
import { checkedText, marked, SMALL } from './marked.fixture.ts';
import { selectionRanges } from './selection-range.ts';

function selected(text: string): string[] {
  const { checked, position } = marked(text);
  const found: string[] = [];
  for (let at: SelectionRange | undefined = selectionRanges(checked, [position])[0]; at !== undefined; at = at.parent)
    found.push(checked.document.getText(at.range));
  return found;
}

describe('selection', () => {
  it('grows from the word to the argument, the call, the flow, the braces, the item and the file', () =>
    assert.deepEqual(selected('model A {\n  input(x, 8x8x1)\n  y = conv(4, kernel=(3, a|b)) -> relu\n}\n'), [
      'ab',
      '(3, ab)',
      'kernel=(3, ab)',
      'conv(4, kernel=(3, ab))',
      'y = conv(4, kernel=(3, ab)) -> relu',
      '{\n  input(x, 8x8x1)\n  y = conv(4, kernel=(3, ab)) -> relu\n}',
      'model A {\n  input(x, 8x8x1)\n  y = conv(4, kernel=(3, ab)) -> relu\n}',
      'model A {\n  input(x, 8x8x1)\n  y = conv(4, kernel=(3, ab)) -> relu\n}\n',
    ]));

  it('is within the one before at every place of a file', () => {
    const checked = checkedText(SMALL);
    for (let offset = 0; offset <= SMALL.length; offset++) {
      let [at] = selectionRanges(checked, [checked.document.positionAt(offset)]);
      for (; at?.parent !== undefined; at = at.parent) {
        const [inner, outer] = [at.range, at.parent.range].map(({ start, end }) => [
          checked.document.offsetAt(start),
          checked.document.offsetAt(end),
        ]) as [[number, number], [number, number]];
        assert.ok(outer[0] <= inner[0] && inner[1] <= outer[1] && outer[1] - outer[0] > inner[1] - inner[0]);
      }
    }
  });
});
