import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { filesOf, IMPORTING } from './marked.fixture.ts';
import { references, rename } from './navigation.ts';
import { type FileNames, type Target, targetAt } from './targets.ts';

const files = filesOf(IMPORTING);
const all = Object.values(files);
type Uri = keyof typeof IMPORTING;

/** What the n-th occurrence of a word in a file speaks of. */
function targetOf(uri: Uri, word: string, n = 0): Target | null {
  const places = [...IMPORTING[uri].matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => index);
  return targetAt(files[uri] as FileNames, places[n]! + 1)?.target ?? null;
}

/** The texts after a rename, those that changed. */
function renamed(target: Target, name: string): Record<string, string> {
  return Object.fromEntries(
    rename(target, all, name).map(({ document, edits }) => [
      document.uri,
      TextDocument.applyEdits(document, [...edits]),
    ]),
  );
}

const unit = { name: 'Unit', kind: 'block', file: 'file:///blocks/unit.nn', item: 'Unit' };
const stride = { name: 'stride', kind: 'parameter', file: 'file:///blocks/unit.nn', item: 'Unit' };

describe('names across files', () => {
  const same: readonly [Uri, string, number, object][] = [
    ['file:///blocks/unit.nn', 'Unit', 0, unit],
    ['file:///a.nn', 'Unit', 0, unit],
    ['file:///a.nn', 'Unit', 2, unit],
    ['file:///b.nn', 'Unit', 0, unit],
    ['file:///b.nn', 'Part', 0, unit],
    ['file:///b.nn', 'Part', 1, unit],
    ['file:///blocks/unit.nn', 'stride', 0, stride],
    ['file:///blocks/unit.nn', 'stride', 2, stride],
    ['file:///a.nn', 'stride', 0, stride],
    ['file:///b.nn', 'stride', 0, stride],
  ];
  for (const [uri, word, n, expected] of same) {
    it(`mean the same: ${word}, place ${n + 1} of ${uri}`, () => {
      const { definition, ...found } = targetOf(uri, word, n)!;
      assert.deepEqual(found, expected);
      const text = IMPORTING['file:///blocks/unit.nn'];
      assert.equal(text.slice(definition.start, definition.end), found.name);
    });
  }

  it('mean nothing where an argument has no such parameter', () =>
    assert.equal(
      targetAt(filesOf({ 'file:///a.nn': 'model A { input(x, 9x9x3); conv(width=4) }' })['file:///a.nn']!, 35),
      null,
    ));

  it('are referred to in every file, by whatever name', () =>
    assert.deepEqual(
      references(targetOf('file:///a.nn', 'Unit')!, all, true).map(({ uri, range }) => `${uri} ${range.start.line}`),
      [
        'file:///blocks/unit.nn 0',
        'file:///a.nn 0',
        'file:///a.nn 3',
        'file:///a.nn 4',
        'file:///b.nn 0',
        'file:///b.nn 0',
        'file:///b.nn 3',
      ],
    ));
  it('are referred to without their definition on demand', () =>
    assert.equal(references(targetOf('file:///a.nn', 'Unit')!, all, false).length, 6));

  it('are renamed in every file; what a file calls it itself stays', () =>
    assert.deepEqual(renamed(targetOf('file:///b.nn', 'Unit')!, 'Cell'), {
      'file:///blocks/unit.nn': IMPORTING['file:///blocks/unit.nn'].replaceAll('Unit', 'Cell'),
      'file:///a.nn': IMPORTING['file:///a.nn'].replaceAll('Unit', 'Cell'),
      'file:///b.nn': IMPORTING['file:///b.nn'].replace('Unit', 'Cell'),
    }));
  it('of parameters are renamed where calls give them', () =>
    assert.deepEqual(renamed(targetOf('file:///a.nn', 'stride')!, 'step'), {
      'file:///blocks/unit.nn': IMPORTING['file:///blocks/unit.nn']
        .replace('stride = 1', 'step = 1')
        .replace('stride=stride', 'stride=step'),
      'file:///a.nn': IMPORTING['file:///a.nn'].replace('stride', 'step'),
      'file:///b.nn': IMPORTING['file:///b.nn'].replace('stride', 'step'),
    }));
  it('that are taken in another file are refused', () =>
    assert.throws(
      () => renamed(targetOf('file:///a.nn', 'Unit')!, 'A'),
      /^Error: There is a model called A already in a\.nn\.$/,
    ));

  it('go through files that only pass them on', () => {
    const passing = filesOf({
      ...IMPORTING,
      'file:///all.nn': 'import { Unit } from "./blocks/unit.nn"\n',
      'file:///c.nn': 'import { Unit } from "./all.nn"\nmodel C {\n  input(x, 9x9x3)\n  Unit(4)\n}\n',
    });
    const found = targetAt(passing['file:///c.nn']!, 10)?.target;
    assert.equal(found?.file, 'file:///blocks/unit.nn');
    assert.deepEqual(
      references(found, [passing['file:///c.nn']!], true).map(({ range }) => range.start.line),
      [0, 3],
    );
  });
});
