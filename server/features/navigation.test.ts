import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { workspaceEdit } from './edits.ts';
import { checkedText, marked, SMALL, textsOf, URI } from './marked.fixture.ts';
import {
  definition,
  highlights,
  namesOfChecked,
  prepareRename,
  references as referencesOf,
  rename as renameIn,
  renameTarget,
  targetIn,
} from './navigation.ts';

/** The small file with the cursor in the n-th occurrence of a word, counted from 0. */
function inWord(word: string, n = 0) {
  const places = [...SMALL.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => index);
  const at = places[n]! + 1;
  return marked(`${SMALL.slice(0, at)}|${SMALL.slice(at)}`);
}

type Position = ReturnType<typeof marked>['position'];
type Checked = ReturnType<typeof checkedText>;

/** In the file alone. */
const references = (checked: Checked, position: Position, withDefinition: boolean) => {
  const target = targetIn(checked, position);
  return target === null ? [] : referencesOf(target, [namesOfChecked(checked)], withDefinition);
};
const rename = (checked: Checked, position: Position, name: string) => {
  const target = renameTarget(checked, position);
  return target === null ? null : workspaceEdit(renameIn(target, [namesOfChecked(checked)], name), false);
};

const renamed = (word: string, n: number, name: string) => {
  const { checked, position } = inWord(word, n);
  const edits = rename(checked, position, name)?.changes?.[URI];
  return edits === undefined ? null : TextDocument.applyEdits(checked.document, edits);
};

describe('navigation', () => {
  const names: readonly [string, string, readonly string[]][] = [
    ['a tensor', 'stem', ['3 stem', '5 stem']],
    ['a tensor that nothing reads', 'scores', ['6 scores']],
    ['a parameter, in the train too', 'classes', ['0 classes', '6 classes', '14 classes']],
    ['a parameter, in the branch not taken too', 'width', ['0 width', '2 width', '2 width', '2 width']],
    ['a value', 'inner', ['2 inner', '3 inner']],
    ['a model', 'Net', ['0 Net', '14 Net']],
    ['data', 'set', ['9 set', '14 set']],
  ];
  for (const [what, word, places] of names) {
    describe(`of ${what}`, () => {
      for (let n = 0; n < places.length; n++) {
        it(`goes the same way from place ${n + 1}`, () => {
          const { checked, position } = inWord(word, n);
          const ranges = (found: readonly { range: { start: typeof position; end: typeof position } }[]) =>
            textsOf(
              checked,
              found.map(({ range }) => range),
            );
          assert.deepEqual(ranges([definition(checked, position)!]), places.slice(0, 1));
          assert.deepEqual(ranges(references(checked, position, true)), places);
          assert.deepEqual(ranges(references(checked, position, false)), places.slice(1));
          assert.deepEqual(ranges(highlights(checked, position)), places);
          const prepared = prepareRename(checked, position)!;
          assert.deepEqual(ranges([prepared]), places.slice(n, n + 1));
          assert.equal(prepared.placeholder, word);
        });
      }
      it('renames every place, and the file means the same', () => {
        const text = renamed(word, 0, 'other')!;
        assert.equal(text, SMALL.replaceAll(new RegExp(`\\b${word}\\b`, 'g'), 'other'));
        const codes = (of: string) => checkedText(of).analysis.diagnostics.map(({ code }) => code);
        assert.deepEqual(codes(text), codes(SMALL));
      });
    });
  }

  it('finds nothing at a keyword, a layer or a number', () => {
    for (const [word, n] of [
      ['model', 0],
      ['relu', 0],
      ['8x8x3', 0],
    ] as const) {
      const { checked, position } = inWord(word, n);
      assert.equal(definition(checked, position), null);
      assert.deepEqual(references(checked, position, true), []);
      assert.deepEqual(highlights(checked, position), []);
      assert.equal(prepareRename(checked, position), null);
      assert.equal(rename(checked, position, 'other'), null);
    }
  });

  it('refuses what is no name', () =>
    assert.throws(
      () => renamed('stem', 0, '3x'),
      /^Error: 3x is no name: letters, digits and _ after a letter or _\.$/,
    ));
  it('refuses a name that is taken', () => {
    assert.throws(() => renamed('stem', 0, 'top'), /^Error: There is a tensor called top already\.$/);
    assert.throws(() => renamed('Net', 0, 'set'), /^Error: There is a data called set already\.$/);
  });
  it('takes a name that is only taken elsewhere', () => assert.notEqual(renamed('stem', 0, 'set'), null));
});
