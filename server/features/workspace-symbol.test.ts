import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { outlineOf } from '../workspace/outlines.ts';
import { BLOCKS } from './marked.fixture.ts';
import { matches, symbolsOf } from './workspace-symbol.ts';

const uri = 'file:///zoo/blocks.nn';
const symbols = (query: string) =>
  symbolsOf(outlineOf(uri, BLOCKS), query, () => TextDocument.create(uri, '', 1, BLOCKS)).map(
    ({ name, containerName, location }) => [name, containerName, 'range' in location && location.range.start.line],
  );

describe('symbols of the workspace', () => {
  it('are what files define, with the kind and the file', () =>
    assert.deepEqual(symbols(''), [
      ['twice', 'fn in blocks.nn', 0],
      ['Unit', 'block in blocks.nn', 2],
      ['Net', 'model in blocks.nn', 10],
    ]));
  it('are found by letters in their order', () => {
    assert.deepEqual(
      symbols('nt').map(([name]) => name),
      ['Unit', 'Net'],
    );
    assert.ok(matches('ResNet50', 'rn50'));
    assert.ok(!matches('ResNet50', 'r05'));
    assert.ok(!matches('Net', 'nn'));
  });
});
