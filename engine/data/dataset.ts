/** A data set ready to train on: read, checked against the model, split, with batches made on demand. */
import { dirname } from 'node:path';
import type { Graph } from '../../model/graph.ts';
import type { TrainSettings } from '../../model/settings.ts';
import type { Job } from '../protocol/job.ts';
import { permutation } from '../random/philox.ts';
import { DataError, type ImageSet } from './image-set.ts';
import { type ChannelMap, channelMap } from './normalization.ts';
import { readSource } from './sources/index.ts';
import { type Split, splitOf } from './split.ts';

export interface Batch {
  /** count × height × width × channels. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

export class Dataset {
  readonly #set: ImageSet;
  readonly #split: Split;
  readonly #map: ChannelMap;
  readonly #seed: number;

  constructor(set: ImageSet, split: Split, map: ChannelMap, seed: number) {
    this.#set = set;
    this.#split = split;
    this.#map = map;
    this.#seed = seed;
  }

  get trainCount(): number {
    return this.#split.train.length;
  }

  get valCount(): number {
    return this.#split.val.length;
  }

  /** The training images in this epoch's order, the last batch as large as what is left. `epoch` counts from 1. */
  *trainBatches(epoch: number, size: number): Generator<Batch> {
    const order = permutation(this.trainCount, { seed: this.#seed, purpose: 'shuffle', time: epoch });
    for (let start = 0; start < order.length; start += size) {
      yield this.#batch(order.slice(start, start + size).map((i) => this.#split.train[i]));
    }
  }

  *valBatches(size: number): Generator<Batch> {
    for (let start = 0; start < this.valCount; start += size)
      yield this.#batch(this.#split.val.slice(start, start + size));
  }

  #batch(indices: Uint32Array): Batch {
    const { shape, images: pixels, labels } = this.#set;
    const { factor, offset } = this.#map;
    const channels = shape[2];
    const size = shape[0] * shape[1] * channels;
    const images = new Float32Array(indices.length * size);
    indices.forEach((index, n) => {
      for (let i = 0; i < size; i++) {
        const channel = i % channels;
        images[n * size + i] = pixels[index * size + i] * factor[channel] + offset[channel];
      }
    });
    return { images, labels: Int32Array.from(indices, (index) => labels[index]) };
  }
}

/** @throws DataError or FormatError when files and model do not go together. */
export function openDataset({ graph, settings, file }: Pick<Job, 'graph' | 'settings' | 'file'>): Dataset {
  const set = readSource(settings.data.source, dirname(file));
  checkImages(set, graph, settings);
  checkLabels(set, graph);
  const split = splitOf(settings.data.split, set.count, settings.seed);
  return new Dataset(set, split, channelMap(settings.data.normalize, set, split.train), settings.seed);
}

function checkImages({ shape }: ImageSet, graph: Graph, { data }: TrainSettings): void {
  const [input] = graph.inputs;
  const size = shape.reduce((a, b) => a * b, 1);
  const same = String(input.shape) === String(shape) || (input.shape.length === 1 && input.shape[0] === size);
  if (same) return;
  const image = shape.join('x');
  throw new DataError(
    `The images of ${data.name} are ${shape.join('×')}; ${graph.model} takes ${input.shape.join('×')}. Write input(${input.name}, ${image}), or ${size} for a vector of features.`,
  );
}

function checkLabels({ labels }: ImageSet, graph: Graph): void {
  const [output] = graph.outputs;
  const classes = graph.layers.find((layer) => layer.id === output)?.output?.[0] ?? 0;
  const highest = labels.reduce((a, b) => Math.max(a, b), 0);
  if (highest < classes) return;
  throw new DataError(
    `The labels go up to ${highest}, so there are at least ${highest + 1} classes; ${graph.model} ends in ${classes} scores (${output}). Give it ${highest + 1}.`,
  );
}
