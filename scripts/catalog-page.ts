/**
 * Writes `docs/catalog.md`, the reference of every callable, from the catalog itself. `--check` only says
 * whether the page is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argument } from '../model/catalog/arguments.ts';
import type { Callable, CallableKind } from '../model/catalog/callable.ts';
import { callablesOf } from '../model/catalog/index.ts';

const headings: Record<CallableKind, string> = {
  layer: 'Layers',
  loss: 'Losses',
  regularizer: 'Regularizers',
  optimizer: 'Optimizers',
  schedule: 'Schedules',
  initializer: 'Initializers',
  source: 'Data sources',
  split: 'Splits',
  normalization: 'Normalizations',
  augmentation: 'Augmentations',
  metric: 'Metrics',
  distribution: 'Distributions of a search',
  clipping: 'Clipping',
  weights: 'Weights to start from',
};

function typeText(argument: Argument): string {
  switch (argument.kind) {
    case 'int':
    case 'float': {
      const open = argument.kind === 'float' && argument.exclusive === true;
      const bounds = [
        argument.min === undefined ? '' : `${open ? '>' : '≥'} ${argument.min}`,
        argument.max === undefined ? '' : `${open ? '<' : '≤'} ${argument.max}`,
      ].filter((bound) => bound !== '');
      return [argument.kind === 'int' ? 'integer' : 'number', ...bounds].join(', ');
    }
    case 'bool':
      return 'true or false';
    case 'string':
      return argument.path ?? 'text';
    case 'size':
      return 'size';
    case 'padding':
      return 'number, pair, four sides, `same` or `valid`';
    case 'enum':
      return Object.entries(argument.members)
        .map(([member, meaning]) => `\`${member}\`: ${meaning}`)
        .join('<br>');
    case 'name':
      return 'name';
    case 'shape':
      return 'shape';
  }
}

function defaultText(argument: Argument): string {
  if (argument.default === undefined) return 'required';
  if (typeof argument.default === 'object' && 'sameAs' in argument.default) return `\`${argument.default.sameAs}\``;
  if (Array.isArray(argument.default)) {
    const [first] = argument.default;
    const same = argument.default.every((value) => value === first);
    return same ? `${first}` : argument.default.join('x');
  }
  return String(argument.default);
}

function section(callable: Callable): string {
  const rows = Object.entries(callable.args).map(
    ([name, argument]) => `| \`${name}\` | ${typeText(argument)} | ${defaultText(argument)} | ${argument.doc} |`,
  );
  return [
    `### ${callable.name}`,
    callable.doc,
    `\`${callable.example}\``,
    ...(rows.length === 0
      ? []
      : [['| argument | type | default | |', '| --- | --- | --- | --- |', ...rows].join('\n')]),
    ...(callable.source === undefined ? [] : [`Source: ${callable.source}.`]),
  ].join('\n\n');
}

/** The page as Markdown. */
export function catalogPage(): string {
  const kinds = Object.keys(headings) as CallableKind[];
  const parts = kinds.flatMap((kind) => [`## ${headings[kind]}`, ...callablesOf(kind).map(section)]);
  const head =
    '# Catalog\n\nEverything a model file can call. Made from `model/` by `node scripts/catalog-page.ts`; do not edit by hand.';
  return `${[head, ...parts].join('\n\n')}\n`;
}

export const catalogPagePath = join(import.meta.dirname, '..', 'docs', 'catalog.md');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(catalogPagePath, catalogPage());
  else if (readFileSync(catalogPagePath, 'utf8') !== catalogPage()) {
    console.error('docs/catalog.md is not what the catalog says; run `node scripts/catalog-page.ts`.');
    process.exitCode = 1;
  }
}
