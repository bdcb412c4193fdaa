import assert from 'node:assert/strict';
import { callablesOf } from '../../model/catalog/index.ts';
import { functionNames } from '../language/index.ts';
import { completions } from './completion.ts';
import { marked, SMALL } from './marked.fixture.ts';

const labels = (text: string) => {
  const { checked, position } = marked(text);
  return completions(checked, position).map(({ label }) => label);
};

const layers = callablesOf('layer').map(({ name }) => name);
const inner = layers.filter((name) => name !== 'input');
const expression = ['here', ...functionNames, 'if'];
const inModel = (line: string) => `model A(n = 3) {\n  input(x, 8x8x1)\n  ${line}\n  relu\n}\n`;

describe('completion', () => {
  describe('outside of items', () => {
    const cases: readonly [string, readonly string[]][] = [
      ['|', ['model', 'data', 'train']],
      ['mo|', ['model', 'data', 'train']],
      ['model A { input(x, 8) }\n\n|', ['model', 'data', 'train']],
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
      ['|', [...layers, 'x', 'let']],
      ['co|', [...layers, 'x', 'let']],
      ['relu; |', [...layers, 'x', 'let']],
      ['relu |', []],
      ['a = |', [...inner, 'x']],
      ['x -> |', inner],
      ['a = x -> re|', inner],
      ['let v = |', ['n', ...expression]],
      ['let v = 2; let w = v + |', ['n', 'v', ...expression]],
      ['let v |', []],
      ['let v = here.|', ['height', 'width', 'channels', 'features']],
      ['conv(here.ch|', ['height', 'width', 'channels', 'features']],
      ['conv(|', ['filters', 'kernel', 'stride', 'pad', 'bias', 'name', 'n', ...expression]],
      ['conv(8 |', []],
      ['conv(8, bias=false, |', ['kernel', 'stride', 'pad', 'name', 'n', ...expression]],
      ['conv(8, 3x3, st|', ['stride', 'pad', 'bias', 'name', 'n', ...expression]],
      ['conv(8, 3x3, pad=|)', ['same', 'valid', 'n', ...expression]],
      ['conv(8, (3, |', ['n', ...expression]],
      ['conv(max(8, |', ['n', ...expression]],
      ['conv(8, 3x3, bias=|', ['true', 'false', 'n', ...expression]],
      ['maxpool(2x2, round=|', ['auto', 'floor']],
      ['input(|', ['shape']],
      ['conv(8, 3x3, name="|', []],
      ['conv(8,\n    3x3,\n    |', ['stride', 'pad', 'bias', 'name', 'n', ...expression]],
    ];
    for (const [line, expected] of cases) {
      it(JSON.stringify(line), () => assert.deepEqual(labels(inModel(line)), expected));
    }

    it('starts a statement where a bracket above was left open', () =>
      assert.deepEqual(labels(inModel('conv(8, 3x3\n  |')), [...layers, 'x', 'let']));
    it('does the same behind an argument left open', () =>
      assert.deepEqual(labels(inModel('conv(8,\n  relu\n  |')), [...layers, 'x', 'let']));
    it('offers only tensors from above', () =>
      assert.deepEqual(labels('model A {\n  input(x, 8)\n  |\n  y = relu\n}'), [...layers, 'x', 'let']));
    it('knows layers called like items', () =>
      assert.deepEqual(labels('model A {\n  input(x, 8)\n  data = relu\n  |\n}'), [...layers, 'x', 'data', 'let']));
  });

  describe('in settings', () => {
    const cases: readonly [string, readonly string[]][] = [
      ['train A on b {\n  |\n}', ['loss', 'optimizer', 'init', 'batch', 'epochs', 'seed']],
      ['train A on b {\n  loss = softmax()\n  ba|\n}', ['optimizer', 'init', 'batch', 'epochs', 'seed']],
      ['train A on b {\n  loss = |\n}', ['softmax', 'l2']],
      ['train A on b {\n  loss = softmax() + |\n}', ['softmax', 'l2']],
      ['train A on b {\n  loss = softmax() |\n}', []],
      ['train A on b {\n  optimizer = |\n}', ['sgd', 'adam']],
      ['train A on b {\n  optimizer = sgd(|\n}', ['lr', 'momentum']],
      ['train A on b {\n  optimizer = sgd(lr=|\n}', []],
      ['train A on b {\n  batch = |\n}', []],
      ['data d {\n  |\n}', ['source', 'split', 'normalize']],
      ['data d {\n  source = |\n}', ['mnist', 'cifar10']],
      ['data d {\n  split = |\n}', ['holdout']],
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

  it('answers at every place of a file', () => {
    for (let end = 0; end <= SMALL.length; end++) {
      assert.ok(Array.isArray(labels(`${SMALL.slice(0, end)}|${SMALL.slice(end)}`)));
      assert.ok(Array.isArray(labels(`${SMALL.slice(0, end)}|`)));
    }
  });
});
