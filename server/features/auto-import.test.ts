import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { outlineOf } from '../workspace/outlines.ts';
import { importables } from './auto-import.ts';
import { completions, takesBlocks } from './completion.ts';
import { checkedText, filesAround, IMPORTING, marked, URI } from './marked.fixture.ts';

const unit = outlineOf('file:///blocks/unit.nn', `fn half(n) = n // 2\n${IMPORTING['file:///blocks/unit.nn']}`);

/** The text after the completion of a name at the cursor. */
function completed(text: string, label: string): string | null {
  const { checked, position } = marked(text);
  const item = completions(checked, position, importables(checked, unit)).find((one) => one.label === label);
  if (item === undefined) return null;
  return TextDocument.applyEdits(checked.document, [
    ...(item.additionalTextEdits ?? []),
    { range: { start: position, end: position }, newText: item.insertText ?? item.label },
  ]);
}

describe('auto imports', () => {
  const model = 'model A {\n  input(x, 9x9x3)\n  |\n}\n';
  const after = model.replace('|', `Unit(\${1:width})`);

  it('begin a file without imports, below its comment', () =>
    assert.equal(
      completed(`# nets\n# of mine\n\n${model}`, 'Unit'),
      `# nets\n# of mine\n\nimport { Unit } from "./blocks/unit.nn"\n${after}`,
    ));
  it('stand below other imports', () =>
    assert.equal(
      completed(`import { B } from "./b.nn"\n${model}`, 'Unit'),
      `import { B } from "./b.nn"\nimport { Unit } from "./blocks/unit.nn"\n${after}`,
    ));
  it('join those from the same file', () =>
    assert.equal(
      completed(`import { Other } from "./blocks/unit.nn"\n${model}`, 'Unit'),
      `import { Other, Unit } from "./blocks/unit.nn"\n${after}`,
    ));
  it('are not offered of what the file knows, of the file itself, or of functions as layers', () => {
    assert.equal(
      completed(`block Unit {\n  relu\n}\n${model}`, 'Unit'),
      model.replace('|', 'Unit').replace(/^/, 'block Unit {\n  relu\n}\n'),
    );
    assert.equal(completed(model, 'half'), null);
    const { checked } = marked(model);
    assert.deepEqual(importables(checked, outlineOf(URI, 'block Unit { relu }')), []);
    assert.deepEqual(importables(checked, outlineOf('untitled:x', 'block Unit { relu }')), []);
  });
  it('are looked for only where a block can stand', () => {
    const takes = (text: string) => {
      const { checked, position } = marked(text);
      return takesBlocks(checked, position);
    };
    assert.ok(takes(model));
    assert.ok(takes(model.replace('|', 'x -> |')));
    assert.ok(!takes(model.replace('|', 'conv(|')));
    assert.ok(!takes('|'));
  });
  it('make a file that checks clean', () => {
    const text = completed(model, 'Unit')?.replace(/\$\{1:\w+\}/, '4') ?? '';
    assert.deepEqual(checkedText(text, filesAround(IMPORTING)).analysis.diagnostics, []);
  });
});
