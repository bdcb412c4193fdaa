/**
 * What PyTorch, Keras and the papers call things that have another name here, and words that nothing here stands for. A
 * word is looked up before anything is guessed by its letters: `silu` is `swish` and not `selu`.
 */
import type { CallableKind } from '../callable.ts';
import { argumentNames } from './arguments.ts';
import { callableNames } from './callables.ts';
import { layerNames } from './layers.ts';
import type { Foreign, ForeignNames } from './names.ts';
import { settingNames } from './settings.ts';

export type { Foreign } from './names.ts';

export const foreignNames = {
  layer: layerNames,
  argument: argumentNames,
  setting: settingNames,
  ...callableNames,
} as const satisfies { readonly [kind: string]: ForeignNames };

export type ForeignKind = CallableKind | 'argument' | 'setting';

const modules = ['torch', 'torchvision', 'transforms', 'nn', 'functional', 'F', 'optim', 'init', 'T', 'tf', 'keras'];
const packages = new Set([...modules, 'layers', 'losses', 'optimizers', 'lr_scheduler', 'np', 'math']);

/** `nn.Conv2d`, `F.relu`, `keras.layers.Dense` without the packages before it; a tensor by name is none. */
export function bare(word: string): string {
  const parts = word.split('.');
  return parts.slice(0, -1).every((part) => packages.has(part)) ? (parts.at(-1) ?? word) : word;
}

/** Letters that tell two names apart: case and underscores do not. */
const plain = (word: string): string => word.toLowerCase().replaceAll('_', '');

const plainly = new Map<ForeignNames, ReadonlyMap<string, Foreign>>();

/**
 * What a word of another framework is here; `undefined` where none has it. The spelling counts before its letters do:
 * `Conv2d` of PyTorch starts with the channels that flow in, `Conv2D` of Keras does not.
 */
export function foreign(kind: ForeignKind, word: string): Foreign | undefined {
  const names: ForeignNames | undefined = (foreignNames as { readonly [kind: string]: ForeignNames })[kind];
  if (names === undefined) return undefined;
  const own = bare(word);
  if (Object.hasOwn(names, own)) return names[own];
  let letters = plainly.get(names);
  if (letters === undefined) {
    letters = new Map(Object.entries(names).map(([name, meaning]) => [plain(name), meaning]));
    plainly.set(names, letters);
  }
  return letters.get(plain(own));
}
