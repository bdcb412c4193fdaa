import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { outlineOf } from '../workspace/outlines.ts';
import { renameImports } from './rename-files.ts';

/** The path that the file at `uri` imports after renames, `null` where it stays. */
function after(uri: string, path: string, renames: readonly (readonly [from: string, to: string])[]): string | null {
  const text = `import { Unit } from "${path}"\n`;
  const files = renames.map(([from, to]) => ({ oldUri: `file:///${from}`, newUri: `file:///${to}` }));
  const edit = renameImports(outlineOf(`file:///${uri}`, text), files, () => TextDocument.create('', '', 1, text));
  if (edit === null) return null;
  const changed = TextDocument.applyEdits(edit.document, [...edit.edits]);
  return /"(.*)"/.exec(changed)?.[1] ?? '';
}

describe('imports when files are renamed', () => {
  const cases: readonly [string, string, readonly (readonly [string, string])[], string | null][] = [
    ['a.nn', './blocks/unit.nn', [['blocks/unit.nn', 'blocks/cell.nn']], './blocks/cell.nn'],
    ['a.nn', 'blocks/unit.nn', [['blocks/unit.nn', 'blocks/cell.nn']], 'blocks/cell.nn'],
    ['a.nn', './blocks/unit.nn', [['blocks', 'parts']], './parts/unit.nn'],
    ['zoo/a.nn', '../blocks/unit.nn', [['zoo/a.nn', 'a.nn']], './blocks/unit.nn'],
    ['zoo/a.nn', '../blocks/unit.nn', [['zoo/a.nn', 'x/y/a.nn']], '../../blocks/unit.nn'],
    ['zoo/a.nn', './unit.nn', [['zoo', 'nets']], null],
    ['a.nn', './unit.nn', [['unit.nnx', 'cell.nn']], null],
    ['a.nn', './unit.nn', [['unit.nn', 'my units/cell.nn']], './my units/cell.nn'],
    ['a.nn', './unit.nn', [['unit.nn', 'my%20units/cell.nn']], './my units/cell.nn'],
  ];
  for (const [uri, path, renames, expected] of cases) {
    it(`${path} in ${uri} after ${JSON.stringify(renames)}`, () => assert.equal(after(uri, path, renames), expected));
  }
});
