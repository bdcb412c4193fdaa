import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf } from '../../model/catalog/index.ts';
import { layers as allLayers, isLayerName, layerSpec } from '../../model/layers/index.ts';
import { axisNames } from '../../model/shape.ts';
import { dataProperties, dataSettings, functionNames, stageSettings, trainSettings } from '../language/index.ts';
import { completions } from './completion.ts';
import { filesAround, IMPORTING, marked, SMALL, URI } from './marked.fixture.ts';

const labels = (text: string) => {
  const { checked, position } = marked(text);
  return completions(checked, position).map(({ label }) => label);
};

const layers = Object.keys(allLayers).filter((name) => isLayerName(name) && layerSpec(name).internal !== true);
const inner = layers.filter((name) => name !== 'input');
const items = ['model', 'block', 'fn', 'import', 'data', 'train', 'search'];
const flow = ['repeat', 'collect', 'if'];
const statement = ['let', ...flow, 'recur', 'share', 'head', 'return', 'skip'];
const stage = Object.keys(stageSettings);
const kind = (...kinds: readonly CallableKind[]) => kinds.flatMap((one) => callablesOf(one).map(({ name }) => name));
const expression = ['here', ...functionNames, 'if'];
const heads = (line: string) =>
  `model A { input(x, 8); head class { dense(4) }; head box { dense(2) } }\ntrain A on b {\n  ${line}\n}\n`;
const inModel = (line: string) => `model A(n = 3) {\n  input(x, 8x8x1)\n  ${line}\n  relu\n}\n`;

describe('completion', () => {
  describe('outside of items', () => {
    const cases: readonly [string, readonly string[]][] = [
      ['|', items],
      ['mo|', items],
      ['model A { input(x, 8) }\n\n|', items],
      ['model |', []],
      ['model A(n = |', []],
      ['model A { input(x, 8) }\ntrain |', ['A']],
      ['model A { input(x, 8) }\ntrain A |', ['on']],
      ['data d {\n}\ntrain A on |', ['d']],
      ['data d {\n}\ntrain A on d |', ['as']],
      ['train A on d as |', []],
      ['model A(n, m = 2) { input(x, 8) }\ntrain A(|', ['n', 'm']],
      ['model A(n, m = 2) { input(x, 8) }\ntrain A(n = 1, |', ['m']],
      ['model A(n, m = 2) { input(x, 8) }\ntrain A(n = |', []],
      ['# a comment |', []],
    ];
    for (const [text, expected] of cases) {
      it(JSON.stringify(text), () => assert.deepEqual(labels(text), expected));
    }
  });

  describe('in a model', () => {
    const cases: readonly [string, readonly string[]][] = [
      ['|', [...layers, 'x', ...statement]],
      ['co|', [...layers, 'x', ...statement]],
      ['relu; |', [...layers, 'x', ...statement]],
      ['relu |', []],
      ['a = |', [...inner, 'x', ...flow]],
      ['x -> |', [...inner, ...flow]],
      ['a = x -> re|', [...inner, ...flow]],
      ['let v = |', ['n', ...expression]],
      ['let v = 2; let w = v + |', ['n', 'v', ...expression]],
      ['let v |', []],
      ['let v = here.|', [...axisNames]],
      ['conv(here.ch|', [...axisNames]],
      ['conv(|', ['filters', 'kernel', 'stride', 'pad', 'dilation', 'groups', 'bias', 'name', 'n', ...expression]],
      ['conv(8 |', []],
      ['conv(8, bias=false, |', ['kernel', 'stride', 'pad', 'dilation', 'groups', 'name', 'n', ...expression]],
      ['conv(8, 3x3, st|', ['stride', 'pad', 'dilation', 'groups', 'bias', 'name', 'n', ...expression]],
      ['conv(8, 3x3, pad=|)', ['same', 'valid', 'n', ...expression]],
      ['conv(8, (3, |', ['n', ...expression]],
      ['conv(max(8, |', ['n', ...expression]],
      ['conv(8, 3x3, bias=|', ['true', 'false', 'n', ...expression]],
      ['maxpool(2x2, round=|', ['auto', 'floor', 'ceil']],
      ['input(|', ['shape']],
      ['conv(8, 3x3, name="|', []],
      ['conv(8,\n    3x3,\n    |', ['stride', 'pad', 'dilation', 'groups', 'bias', 'name', 'n', ...expression]],
    ];
    for (const [line, expected] of cases) {
      it(JSON.stringify(line), () => assert.deepEqual(labels(inModel(line)), expected));
    }

    const blocks: readonly [string, readonly string[]][] = [
      ['|', [...layers, 'Unit', 'x', ...statement]],
      ['add { |', [...layers, 'Unit', 'x', ...statement]],
      ['add { { |', [...layers, 'Unit', 'x', ...statement]],
      ['repeat(i in |', ['n', 'twice', ...expression]],
      ['repeat(i in 0..n) { let a = |', ['n', 'i', 'twice', ...expression]],
      ['if |', ['n', 'twice', ...expression]],
      ['Unit(|', ['width', 'project', 'n', 'twice', ...expression]],
      ['Unit(8, |', ['project', 'n', 'twice', ...expression]],
      ['Unit(width=|', ['n', 'twice', ...expression]],
      ['conv(twice(|', ['v', 'n', 'twice', ...expression]],
      ['[|', ['x']],
      ['a, b = |', [...inner, 'Unit', 'x', ...flow]],
      ['share a = |', [...inner, 'Unit', ...flow]],
      ['return |', ['x']],
      ['y = Unit(4); y.|', ['inner', ...axisNames]],
      ['y = x -> Unit(4) -> relu; y.|', [...axisNames]],
      ['let a = x.|', [...axisNames]],
      ['let a = n.|', []],
      ['nothing.|', []],
      ['add { relu }; y = x -> |', [...inner, 'Unit', ...flow]],
    ];
    for (const [line, expected] of blocks) {
      const head = 'fn twice(v) = 2 * v\nblock Unit(width, project = false) {\n  inner = relu\n}\n';
      it(`${JSON.stringify(line)} beside a block and a function`, () =>
        assert.deepEqual(labels(head + inModel(line)), expected));
    }

    it('starts a statement where a bracket above was left open', () =>
      assert.deepEqual(labels(inModel('conv(8, 3x3\n  |')), [...layers, 'x', ...statement]));
    it('does the same behind an argument left open', () =>
      assert.deepEqual(labels(inModel('conv(8,\n  relu\n  |')), [...layers, 'x', ...statement]));
    it('offers only tensors from above', () =>
      assert.deepEqual(labels('model A {\n  input(x, 8)\n  |\n  y = relu\n}'), [...layers, 'x', ...statement]));
    it('knows layers called like items', () =>
      assert.deepEqual(labels('model A {\n  input(x, 8)\n  data = relu\n  |\n}'), [
        ...layers,
        'x',
        'data',
        ...statement,
      ]));
  });

  describe('in settings', () => {
    const cases: readonly [string, readonly string[]][] = [
      ['train A on b {\n  |\n}', Object.keys(trainSettings)],
      ['train A on b {\n  loss = softmax()\n  ba|\n}', Object.keys(trainSettings).filter((key) => key !== 'loss')],
      ['train A on b {\n  loss = |\n}', kind('loss', 'regularizer')],
      ['train A on b {\n  loss = softmax() + |\n}', kind('loss', 'regularizer')],
      ['train A on b {\n  loss = softmax() |\n}', []],
      ['train A on b {\n  optimizer = |\n}', kind('optimizer')],
      ['train A on b {\n  optimizer = sgd(|\n}', ['lr', 'momentum', 'nesterov', 'weight_decay']],
      ['train A on b {\n  optimizer = sgd(lr=|\n}', []],
      ['train A on b {\n  batch = |\n}', []],
      ['train A on b {\n  stage head {\n    epochs = 3\n    |\n  }\n}', stage.filter((key) => key !== 'epochs')],
      ['train A on b {\n  stage head { optimizer = |\n}', kind('optimizer')],
      ['train A on b {\n  stage head { epochs = 3 }\n  |\n}', Object.keys(trainSettings)],
      ['search b {\n  |\n}', ['trials', 'folds']],
      ['model A { input(x, 8) }\ntrain A on b as tune { }\nsearch |', ['tune']],
      ['search tune |', []],
      [heads('loss = { |'), ['class', 'box', 'x']],
      [heads('loss = { class: softmax(), |'), ['box', 'x']],
      [heads('loss = { class: |'), kind('loss', 'regularizer')],
      [heads('loss = { class: softmax() |'), []],
      [heads('stage a { loss = { |'), ['class', 'box', 'x']],
      ['data pets {\n}\ntrain A(classes = pets.|', [...dataProperties]],
      ['data pets {\n}\ntrain A on pets {\n  targets = { box: pets.|', [...dataProperties]],
      ['data d {\n  augment = [|\n}', kind('augmentation')],
      ['data d {\n  |\n}', Object.keys(dataSettings)],
      ['data d {\n  source = |\n}', kind('source')],
      ['data d {\n  split = |\n}', kind('split')],
    ];
    for (const [text, expected] of cases) {
      it(JSON.stringify(text), () => assert.deepEqual(labels(text), expected));
    }
  });

  it('inserts a call with places for what must be given', () => {
    const { checked, position } = marked('model A {\n  input(x, 8x8x1)\n  |\n}');
    const found = completions(checked, position);
    const inserted = (label: string) => found.find((item) => item.label === label)?.insertText;
    assert.equal(inserted('conv'), `conv(\${1:filters}, \${2:kernel})`);
    assert.equal(inserted('relu'), 'relu');
    assert.equal(inserted('dense'), `dense(\${1:units})`);
  });

  describe('in an import', () => {
    const around = filesAround({ ...IMPORTING, 'file:///a.nn': '' });
    const uris = [...Object.keys(IMPORTING), URI];
    const offered = (text: string) => {
      const { checked, position } = marked(text, around);
      return completions(checked, position, [], uris);
    };
    it('offers what the file defines', () => {
      assert.deepEqual(
        offered('import { | } from "./blocks/unit.nn"\n').map(({ label, detail }) => [label, detail]),
        [['Unit', 'block Unit(width, stride=1)']],
      );
      assert.deepEqual(offered('import { Unit, | } from "./blocks/unit.nn"\n'), []);
      assert.deepEqual(offered('import { | } from "./nowhere.nn"\n'), []);
      assert.deepEqual(offered('import { | }\n'), []);
    });
    for (const [text, end] of [
      ['import { Unit } from "./b|"\n', '"\n'],
      ['import { Unit } from "|\n', '\n'],
    ] as const) {
      it(`offers files of the workspace for the whole path in ${JSON.stringify(text)}`, () => {
        const items = offered(text);
        assert.deepEqual(
          items.map(({ label }) => label),
          ['./blocks/unit.nn', './b.nn'],
        );
        const document = TextDocument.create(URI, '', 1, text.replace('|', ''));
        assert.equal(
          TextDocument.applyEdits(document, [items[0]!.textEdit as TextEdit]),
          `import { Unit } from "./blocks/unit.nn${end}`,
        );
      });
    }
  });

  it('answers at every place of a file', () => {
    for (let end = 0; end <= SMALL.length; end++) {
      assert.ok(Array.isArray(labels(`${SMALL.slice(0, end)}|${SMALL.slice(end)}`)));
      assert.ok(Array.isArray(labels(`${SMALL.slice(0, end)}|`)));
    }
  });
});
