/** Weights of another training to start from: what has the same name and shape is taken, the rest is said. */
import { dirname, resolve } from 'node:path';
import { readSafetensors } from '../../formats/safetensors.ts';
import type { Call } from '../../model/catalog/arguments.ts';
import { matches } from '../../model/patterns.ts';
import { openFile } from '../data/file-source.ts';
import { DataError } from '../data/samples.ts';
import type { Network, NumbersByName } from '../network/network.ts';
import type { WeightsRecord } from '../protocol/records.ts';

/** `modelFile` is what the path is relative to. @throws DataError where nothing in the file is of use. */
export async function loadWeights(network: Network, { args }: Call, modelFile: string): Promise<WeightsRecord> {
  const file = args.file as string;
  const { tensors } = readSafetensors(openFile(resolve(dirname(modelFile), file)));
  const own = await network.weights();
  const only = args.only as readonly string[];
  const except = args.except as readonly string[];
  const wanted = (name: string) =>
    (only.length === 0 || only.some((pattern) => means(pattern, name))) &&
    !except.some((pattern) => means(pattern, name));
  const merged = new Map(own);
  const loaded: string[] = [];
  const left: string[] = [];
  const missing: string[] = [];
  for (const [name, { shape }] of own) {
    const found = tensors.get(name);
    if (found === undefined) {
      if (wanted(name)) missing.push(name);
    } else if (!wanted(name)) left.push(name);
    else if (String(found.shape) !== String(shape)) {
      left.push(`${name} (${found.shape.join('×')} in the file, ${shape.join('×')} in the model)`);
    } else {
      merged.set(name, found);
      loaded.push(name);
    }
  }
  const unused = [...tensors.keys()].filter((name) => !own.has(name));
  if (loaded.length === 0) throw new DataError(nothing(file, tensors, own));
  await network.setWeights(merged);
  return { type: 'weights', file, loaded, missing, unused, left };
}

/** `fc.*` is every weight of `fc`, and `fc` too. */
const means = (pattern: string, name: string) =>
  matches(pattern, name) || matches(pattern, name.slice(0, name.lastIndexOf('.')));

const FEW = 4;
const few = (names: Iterable<string>) => [...names].slice(0, FEW).join(', ');

const nothing = (file: string, tensors: NumbersByName, own: NumbersByName) =>
  `No weight of ${file} is taken: it has ${few(tensors.keys()) || 'none'}, …; the model has ${few(own.keys())}, …. Names and shapes have to be the same, and not left out by except or only.`;
