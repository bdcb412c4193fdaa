import assert from 'node:assert/strict';
import { codeActions } from './code-action.ts';
import { checkedText, filesAround, URI } from './marked.fixture.ts';
import { organizedImports } from './organize-imports.ts';

const blocks = 'block A { relu }\nblock B { relu }\nblock C { relu }\n';
const around = filesAround({ 'file:///x.nn': blocks, 'file:///y.nn': blocks.replaceAll('block ', 'block Y') });

function organized(text: string): string {
  const checked = checkedText(text, around);
  return organizedImports(checked)
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}

const model = 'model M {\n  input(x, 8)\n  A; B; YA\n}\n';

describe('organizing imports', () => {
  it('sorts them, joins those of one file, and drops what is not used', () =>
    assert.equal(
      organized(
        `# nets\nimport { YA } from "./y.nn"\nimport { C, B } from "./x.nn"\n\nimport { A } from "./x.nn"\n${model}`,
      ),
      `# nets\nimport { A, B } from "./x.nn"\nimport { YA } from "./y.nn"\n\n${model}`,
    ));
  it('drops all of them where none is used', () =>
    assert.equal(
      organized('import { A } from "./x.nn"\nmodel M {\n  input(x, 8)\n}\n'),
      'model M {\n  input(x, 8)\n}\n',
    ));
  it('keeps other names', () => {
    const text = `import { A as Z, B } from "./x.nn"\nmodel M {\n  input(x, 8)\n  B; Z\n}\n`;
    assert.equal(organized(text), text);
    assert.equal(organized(text.replace('A as Z, B', 'B, A as Z')), text);
  });
  it('leaves alone what is in order, half-typed or commented', () => {
    for (const text of [
      `import { A, B } from "./x.nn"\nimport { YA } from "./y.nn"\n${model}`,
      `import { YA } from "./y.nn"\nimport { A, B } from\n${model}`,
      `import { YA } from "./y.nn"\nimport {\n  A, # one\n  B } from "./x.nn"\n${model}`,
    ])
      assert.equal(organized(text), text);
  });
  it('is an action of the whole file, given where it is asked for', () => {
    const checked = checkedText(`import { B, A } from "./x.nn"\n${model.replace('; YA', '')}`, around);
    const none = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action, ...others] = codeActions(checked, none, { only: ['source.organizeImports'] });
    assert.deepEqual(others, []);
    assert.equal(action?.kind, 'source.organizeImports');
    assert.equal(action.edit?.changes?.[URI]?.[0]?.newText, 'import { A, B } from "./x.nn"');
    assert.deepEqual(codeActions(checked, none), []);
  });
});
