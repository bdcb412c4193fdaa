/**
 * Writes `docs/catalog.md`, the reference of every callable, from the catalog itself. `--check` only says
 * whether the page is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argument } from '../model/catalog/arguments.ts';
import type { Callable, CallableKind } from '../model/catalog/callable.ts';
import { defaultText, LEFT_OUT } from '../model/catalog/default-text.ts';
import { callablesOf } from '../model/catalog/index.ts';
import { type LayerName, layerFamilies, layerSpec } from '../model/layers/index.ts';

const headings: Record<Exclude<CallableKind, 'layer'>, string> = {
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
  averaging: 'Averaging of weights',
  sampling: 'Sampling',
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
    case 'size3':
      return 'size of three';
    case 'padding1':
      return 'number, pair, `same` or `valid`';
    case 'padding':
      return 'number, pair, four sides, `same` or `valid`';
    case 'padding3':
      return 'number, three, six sides, `same` or `valid`';
    case 'enum':
      return Object.entries(argument.members)
        .map(([member, meaning]) => `\`${member}\`: ${meaning}`)
        .join('<br>');
    case 'name':
      return 'name';
    case 'shape':
      return 'shape';
    case 'tensor':
      return 'tensor, by name';
    case 'list':
      return `${argument.rest === true ? 'one or more' : 'list'}: ${typeText(argument.of)}`;
    case 'call':
      return argument.of.join(' or ');
    case 'any':
      return 'any value';
  }
}

const defaultCell = (argument: Argument): string => {
  const value = defaultText(argument);
  return value === null ? 'required' : value === LEFT_OUT ? '' : `\`${value}\``;
};

/** A row of a table; a bar within a cell would end it. */
const row = (cells: readonly string[]): string =>
  `|${cells.map((text) => (text === '' ? ' ' : ` ${text.replaceAll('|', '\\|')} `)).join('|')}|`;

function section(callable: Callable, level: '###' | '####'): string {
  const rows = Object.entries(callable.args).map(([name, argument]) =>
    row([`\`${name}\``, typeText(argument), defaultCell(argument), argument.doc]),
  );
  return [
    `${level} ${callable.name}`,
    callable.doc,
    `\`${callable.example}\``,
    ...(rows.length === 0
      ? []
      : [['| argument | type | default | |', '| --- | --- | --- | --- |', ...rows].join('\n')]),
    ...(callable.source === undefined ? [] : [`Source: ${callable.source}.`]),
  ].join('\n\n');
}

function layerSections(): string[] {
  const families = Object.entries(layerFamilies).filter(([, family]) => Object.keys(family).length > 0);
  return families.flatMap(([family, layers]) => [
    `### ${family}`,
    ...(Object.keys(layers) as LayerName[]).map((name) => section(layerSpec(name), '####')),
  ]);
}

/** The page as Markdown: layers by family, then the other kinds. */
export function catalogPage(): string {
  const kinds = Object.keys(headings) as (keyof typeof headings)[];
  const others = kinds.flatMap((kind) => [
    `## ${headings[kind]}`,
    ...callablesOf(kind).map((callable) => section(callable, '###')),
  ]);
  const head =
    '# Catalog\n\nEverything a model file can call. Made from `model/` by `node scripts/catalog-page.ts`; do not edit by hand.';
  return `${[head, '## Layers', ...layerSections(), ...others].join('\n\n')}\n`;
}

export const catalogPagePath = join(import.meta.dirname, '..', 'docs', 'catalog.md');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(catalogPagePath, catalogPage());
  else if (readFileSync(catalogPagePath, 'utf8') !== catalogPage()) {
    console.error('docs/catalog.md is not what the catalog says; run `node scripts/catalog-page.ts`.');
    process.exitCode = 1;
  }
}
