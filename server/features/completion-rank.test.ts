import assert from 'node:assert/strict';
import { formatShape } from '../../model/shape.ts';
import { completions } from './completion.ts';
import { resolveItem, withoutPlaces } from './completion-items.ts';
import { BLOCKS, marked } from './marked.fixture.ts';
import { shapeHere } from './shape-here.ts';

const inModel = (line: string, head = 'input(x, 8x8x3)') => `model A {\n  ${head}\n  ${line}\n}\n`;

describe('the shape at a place', () => {
  const cases: readonly [string, string][] = [
    [inModel('|'), '8×8×3'],
    [inModel('x -> |'), '8×8×3'],
    [inModel('conv(4, 3x3)\n  |'), '6×6×4'],
    [inModel('conv(4, 3x3) -> re|lu'), '6×6×4'],
    [inModel('y = conv(4, 3x3)\n  flatten\n  y -> |'), '6×6×4'],
    [inModel('add {\n    { conv(5, 1x1); | }\n    conv(5, 1x1) }'), '8×8×5'],
    [inModel('add {\n    { conv(5, 1x1) }\n    |\n  }'), '8×8×3'],
    [inModel('repeat(2) { conv(4, 3x3); | }'), '6×6×4'],
    [inModel('[x, x] -> |'), '?'],
    ['model A {\n  |\n}', '?'],
    [BLOCKS.replace('relu }', '| }'), '8×8×8'],
    [BLOCKS.replace('add {', '|\n  add {'), '8×8×3'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const { checked, position } = marked(text);
      assert.equal(formatShape(shapeHere(checked, checked.document.offsetAt(position))), expected);
    });
  }
});

describe('the order of completion', () => {
  const order = (text: string) => {
    const { checked, position } = marked(text);
    const found = new Map(completions(checked, position).map(({ label, sortText }) => [label, sortText ?? '']));
    return (a: string, b: string) => (found.get(a) ?? '') < (found.get(b) ?? '');
  };

  it('puts layers that take the shape before those that do not', () => {
    const image = order(inModel('x -> |'));
    assert.ok(image('relu', 'dense'));
    assert.ok(image('maxpool', 'embed'));
    assert.ok(image('relu', 'repeat'));
    const features = order(inModel('x -> |', 'input(x, 10)'));
    assert.ok(features('dense', 'conv'));
    assert.ok(features('relu', 'conv'));
  });
  it('is by name where nothing is known of the shape', () => assert.ok(order('model A {\n  |\n}')('conv', 'dense')));

  it('gives joins their branches, and blocks places for what they need', () => {
    const inserted = (label: string, text: string) => {
      const { checked, position } = marked(text);
      return completions(checked, position).find((item) => item.label === label)?.insertText;
    };
    assert.equal(inserted('add', inModel('|')), `add {\n\t{ $1 }\n\t\${2:skip}\n}`);
    assert.equal(inserted('Unit', BLOCKS.replace('flatten', '|')), `Unit(\${1:width})`);
  });
  it('gives documentation when an item is looked at', () => {
    const { checked, position } = marked(inModel('|'));
    const item = completions(checked, position).find(({ label }) => label === 'conv')!;
    assert.equal(item.documentation, undefined);
    assert.match((resolveItem(item).documentation as { value: string }).value, /^Convolution over height and width/);
    assert.deepEqual(resolveItem({ label: 'x' }), { label: 'x' });
  });
  it('inserts plain names where the editor knows no places', () => {
    const { checked, position } = marked(inModel('|'));
    for (const item of completions(checked, position).map(withoutPlaces))
      assert.ok(!(item.insertText ?? item.label).includes('$'), item.label);
  });
});
