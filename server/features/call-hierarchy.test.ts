import assert from 'node:assert/strict';
import { incomingCalls, outgoingCalls, prepareCalls, targetOf } from './call-hierarchy.ts';
import { filesOf, IMPORTING } from './marked.fixture.ts';
import type { FileNames } from './targets.ts';

const files = filesOf({
  ...IMPORTING,
  'file:///c.nn':
    'import { Unit } from "./blocks/unit.nn"\nblock Two {\n  Unit(4)\n  Unit(4)\n}\nmodel C {\n  input(x, 9x9x3)\n  Two\n}\n',
});
const fileOf = (uri: string): FileNames | null => files[uri] ?? null;

const at = (uri: string, needle: string) => {
  const file = files[uri] as FileNames;
  const position = file.document.positionAt(file.document.getText().indexOf(needle) + 1);
  return prepareCalls(file, position, fileOf);
};

describe('calls of blocks', () => {
  it('are asked for where a block is named, also in another file', () => {
    const [found, ...others] = at('file:///c.nn', 'Unit(4)')!;
    assert.deepEqual(others, []);
    assert.deepEqual([found?.name, found?.detail, found?.uri], ['Unit', 'block', 'file:///blocks/unit.nn']);
    assert.equal(at('file:///c.nn', 'input'), null);
  });
  it('come in from blocks and models of all files', () => {
    const [item] = at('file:///c.nn', 'Unit(4)')!;
    const target = targetOf(fileOf(item!.uri)!, item!)!;
    assert.deepEqual(
      incomingCalls(target, Object.values(files)).map(({ from, fromRanges }) => [from.name, fromRanges.length]),
      [
        ['A', 2],
        ['B', 1],
        ['Two', 2],
      ],
    );
  });
  it('go out to what is called, each with its places', () => {
    const called = (needle: string) => {
      const [item] = at('file:///c.nn', needle)!;
      return outgoingCalls(fileOf(item!.uri)!, item!, fileOf).map(({ to, fromRanges }) => [
        to.name,
        to.uri,
        fromRanges.map(({ start }) => start.line),
      ]);
    };
    assert.deepEqual(called('Two {'), [['Unit', 'file:///blocks/unit.nn', [2, 3]]]);
    assert.deepEqual(called('C {'), [['Two', 'file:///c.nn', [7]]]);
    assert.deepEqual(called('Unit(4)'), []);
  });
});
