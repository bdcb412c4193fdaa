import assert from 'node:assert/strict';
import { layerSpec } from '../../model/layers/index.ts';
import { callableDocs } from './docs.ts';
import { hover } from './hover.ts';
import { marked, SMALL, textsOf } from './marked.fixture.ts';

function at(text: string) {
  const { checked, position } = marked(text);
  const found = hover(checked, position);
  if (found === null) return null;
  const { value } = found.contents as { value: string };
  return { value, on: textsOf(checked, [found.range!])[0] };
}

/** In the small file, the cursor stands behind the first letter of `needle`. */
const inSmall = (needle: string) => {
  const place = SMALL.indexOf(needle) + 1;
  return at(`${SMALL.slice(0, place)}|${SMALL.slice(place)}`);
};

describe('hover', () => {
  it('explains a layer: shapes, arithmetic, weights, costs', () =>
    assert.deepEqual(inSmall('conv(inner'), {
      on: '3 conv',
      value: `\`\`\`netwright
conv(filters, kernel, stride=1, pad=0, dilation=1, groups=1, bias=true)
\`\`\`

**8×8×3 ⟶ 8×8×8**

\`(8 − 3 + 2·1)/1 + 1 = 8\`

| | |
| --- | --- |
| id | \`stem\` |
| weight | \`stem.weight\` 8×3×3×3 |
| bias | \`stem.bias\` 8 |
| parameters | 224 |
| multiply-adds | 13,824 |
| activations | 2.0 KiB per image |
| receptive field | 3×3 |

${callableDocs(layerSpec('conv'))}`,
    }));

  it('leaves out what a layer has not', () =>
    assert.deepEqual(inSmall('relu')?.value.split('\n\n').slice(1, 3), [
      '**8×8×8 ⟶ 8×8×8**',
      '| | |\n| --- | --- |\n| id | `relu1` |\n| activations | 2.0 KiB per image |\n| receptive field | 3×3 |',
    ]));
  it('says that a dense layer sees everything', () =>
    assert.match(inSmall('dense')?.value ?? '', /\| receptive field \| the whole input \|/));
  it('claims no receptive field where nothing is known', () =>
    assert.doesNotMatch(at('model A {\n  input(x, 8x8x1)\n  c|onv(8\n}')?.value ?? '', /receptive field/));
  it('explains an input', () =>
    assert.match(inSmall('input')?.value ?? '', /^```netwright\ninput\(name, shape\)\n```\n\n⟶ \*\*8×8×3\*\*\n\n/));

  const names: readonly [string, string, string][] = [
    ['image', '1 image', 'tensor `image` · **8×8×3**'],
    ['stem ->', '5 stem', 'tensor `stem` · **8×8×8**'],
    ['classes)', '6 classes', 'parameter `classes` · 10'],
    ['inner,', '3 inner', 'let `inner` · 8'],
    ['set {', '9 set', 'data `set`'],
    [
      'Net(classes = 10',
      '0 Net',
      'model `Net`\n\n5,354 parameters · 18,944 multiply-adds · 6.8 KiB of activations per image\n\n1.6 MiB to train at batch 8 · at most 457,244 fit in 4.0 GiB\n\n54.2 KiB activations and their gradients · 10.9 KiB weights · 10.9 KiB their gradients · 21.8 KiB optimizer · 1.5 MiB workspace',
    ],
    [
      'pad=1',
      '3 pad',
      '**pad** of `conv`\n\nZeros around the input: a number, (rows, columns), four sides, `same` or `valid`.',
    ],
    ['val=100', '11 val', '**val** of `holdout`\n\nNumber of images in the validation set.'],
    ['batch', '16 batch', '**batch**\n\nSamples per step. 64 when not given.\n\n```netwright\nbatch = 64\n```'],
  ];
  for (const [needle, on, value] of names) {
    it(`explains ${needle}`, () => assert.deepEqual(inSmall(needle), { on, value }));
  }

  it('explains a callable in a setting', () =>
    assert.match(
      inSmall('softmax')?.value ?? '',
      /^```netwright\nsoftmax\(smoothing=0, weights=\[\], ignore=-1\)\n```\n\nSoftmax cross-entropy/,
    ));
  it('explains a word of a type', () =>
    assert.deepEqual(at('model A {\n  input(x, 8x8x1)\n  conv(8, 3x3, pad=s|ame)\n}'), {
      on: '2 same',
      value: '`same`: Zeros so that the output has ⌈input/stride⌉ rows and columns.',
    }));
  it('says nothing of keywords, numbers, comments', () => {
    for (const text of [
      'm|odel A { }',
      'model A {\n  input(x, 1|6)\n}',
      '# r|elu',
      'model A {\n  input(x, 8)\n  l|et a = 1\n}',
    ])
      assert.equal(at(text), null, text);
  });
});
