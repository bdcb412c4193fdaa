/**
 * Writes `docs/coming-from.md`, the words and habits of PyTorch and Keras and what they are here, from the table that the
 * checker reads. `--check` only says whether the page is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ForeignKind, foreignNames } from '../model/catalog/foreign/index.ts';
import type { ForeignNames } from '../model/catalog/foreign/names.ts';

/** A spelling of other languages and the same here, each a statement of a model in which `image` and `y` are tensors. */
export const habits: readonly { readonly habit: string; readonly here: string }[] = [
  { habit: 'z = relu(image)', here: 'z = image -> relu' },
  { habit: 'image.relu()', here: 'image -> relu' },
  { habit: 'add(y, image)', here: '[y, image] -> add' },
  { habit: 'y + image', here: '[y, image] -> add' },
  { habit: 'conv(8, 3x3) -> low', here: 'low = conv(8, 3x3)' },
  { habit: 'conv(8, 3x3, pad: 1)', here: 'conv(8, 3x3, pad=1)' },
  { habit: 'for i in range(3) { relu }', here: 'repeat(i in 0..3) { relu }' },
  { habit: 'repeat 3 { relu }', here: 'repeat(3) { relu }' },
  { habit: 'repeat([n, c] in [[1, 8]]) { conv(n * c, 1x1) }', here: 'repeat((n, c) in [[1, 8]]) { conv(n * c, 1x1) }' },
  {
    habit: 'if n > 2 && !True { relu } elif n == 1 { tanh }',
    here: 'if n > 2 and not true { relu } else if n == 1 { tanh }',
  },
  { habit: 'conv(2**n, 3x3)', here: 'conv(pow(2, n), 3x3)' },
  { habit: 'w = 2 * n', here: 'let w = 2 * n' },
  { habit: '// words', here: '# words' },
];

/** What is written once and needs no table. */
const example = `model Net(classes = 10) {
  input(image, 32x32x3)              # what flows in is not counted again by any layer
  conv(32, 3x3, pad=1, bias=false)   # nn.Conv2d(3, 32, 3, padding=1, bias=False)
  batchnorm                          # nn.BatchNorm2d(32)
  relu
  add {                              # x + f(x)
    skip
    { conv(32, 3x3, pad=1, bias=false); batchnorm; relu }
  }
  maxpool(2x2)
  flatten                            # torch.flatten(x, 1): channel, row, column as PyTorch
  dense(classes)                     # nn.Linear(8192, classes): scores, no softmax
}
`;

const headings: Readonly<Record<keyof typeof foreignNames, string>> = {
  layer: 'Layers',
  argument: 'Arguments',
  loss: 'Losses',
  optimizer: 'Optimizers',
  schedule: 'Schedules',
  initializer: 'Initializers',
  metric: 'Metrics',
  setting: 'Settings',
  source: 'Data sources',
  split: 'Splits',
  normalization: 'Normalizations',
  augmentation: 'Augmentations',
  distribution: 'Distributions of a search',
  clipping: 'Clipping',
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

/** One row for all words that mean the same. */
function table(names: ForeignNames): string {
  const rows = new Map<string, string[]>();
  for (const [word, { is, note = '', drops }] of Object.entries(names)) {
    const counted = drops === undefined ? '' : 'without the count of what flows in';
    const cells = `${is.length === 0 ? '—' : code(is)} | ${upper(note === '' ? counted : note)}`;
    rows.set(cells, [...(rows.get(cells) ?? []), word]);
  }
  const lines = [...rows].map(([cells, words]) => `| ${code(words)} | ${cells} |`.replace(/ {2}\|$/, ' |'));
  return ['| there | here | |', '| --- | --- | --- |', ...lines].join('\n');
}

export function comingFromPage(): string {
  const sections = (Object.keys(headings) as (keyof typeof foreignNames & ForeignKind)[]).flatMap((kind) => [
    `## ${headings[kind]}`,
    table(foreignNames[kind]),
  ]);
  const written = habits.map(({ habit, here }) => `| \`${habit}\` | \`${here}\` |`);
  return `${[
    '# Coming from PyTorch or Keras',
    'What you know by another name. The checker reads the same tables: it says what a word is here, and `netwright check --fix` puts in what is the same. Made by `node scripts/coming-from-page.ts`; do not edit by hand. Where the numbers differ, as in padding and momentum, stands in [the language](language.md#where-frameworks-differ).',
    `\`\`\`nn\n${example}\`\`\``,
    'Case and underscores do not matter for what is recognized: `max_pool2d` is `MaxPool2d`. `nn.`, `F.`, `layers.`, `optim.` and the like may stand before a word.',
    '## Spelling',
    ['| there | here |', '| --- | --- |', ...written].join('\n'),
    ...sections,
  ].join('\n\n')}\n`;
}

export const comingFromPath = join(import.meta.dirname, '..', 'docs', 'coming-from.md');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(comingFromPath, comingFromPage());
  else if (readFileSync(comingFromPath, 'utf8') !== comingFromPage()) {
    console.error('docs/coming-from.md is not what the tables say; run `node scripts/coming-from-page.ts`.');
    process.exitCode = 1;
  }
}
