/** The networks that training speed is measured on; `bench/nets` has the file of each, `bench/peers/pytorch/nets.py` the same in PyTorch. */
import { join } from 'node:path';
import { requireSound } from '../cli/diagnose.ts';
import { readModelFile } from '../cli/files.ts';
import type { Graph } from '../model/graph.ts';

export interface BenchNet {
  readonly title: string;
  readonly batch: number;
  /** What is counted per second, and how many of them are in one sample. */
  readonly unit: 'images' | 'characters';
  readonly perSample: number;
}

export const nets = {
  lenet5: { title: 'LeNet-5, 28×28', batch: 64, unit: 'images', perSample: 1 },
  mlp: { title: 'MLP 784-512-512-10', batch: 128, unit: 'images', perSample: 1 },
  cifar: { title: 'CIFAR ConvNet, 32×32', batch: 64, unit: 'images', perSample: 1 },
  resnet18: { title: 'ResNet-18, 32×32', batch: 32, unit: 'images', perSample: 1 },
  mobilenet_v2: { title: 'MobileNet v2, 32×32', batch: 32, unit: 'images', perSample: 1 },
  char_lstm: { title: 'char-LSTM 2×256, 64 steps', batch: 32, unit: 'characters', perSample: 64 },
} as const satisfies Readonly<Record<string, BenchNet>>;

export type NetName = keyof typeof nets;

export const netNames = Object.keys(nets) as readonly NetName[];

/** @throws InputError where the file does not check clean. */
export function graphOf(name: NetName): Graph {
  const file = readModelFile(join(import.meta.dirname, 'nets', `${name}.nn`));
  requireSound(file);
  const [model] = file.analysis.models;
  if (model === undefined) throw new Error(`bench/nets/${name}.nn has no model.`);
  return model.graph;
}
