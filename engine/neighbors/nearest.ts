/** The k nearest of all samples that a block of queries has met; of samples as far as each other, the one met first. */
import { type Block, featuresOf } from './block.ts';
import { distance, leastDistance, type Metric, norms } from './distances.ts';
import type { Product } from './product.ts';

export interface Neighbors {
  /** Of query n: labels and distances from n · k on, nearest first; `found[n]` of them. Of l2 the distances are squares. */
  readonly labels: Int32Array;
  readonly distances: Float64Array;
  readonly found: Int32Array;
}

/** Numbers of a table of products at a time: 4 MiB of them. */
const TABLE = 1 << 20;

export class Nearest implements Neighbors {
  readonly labels: Int32Array;
  readonly distances: Float64Array;
  readonly found: Int32Array;
  readonly #queries: Float32Array;
  readonly #norms: Float64Array;
  readonly #features: number;
  readonly #k: number;
  readonly #metric: Metric;
  readonly #product: Product;

  constructor(
    queries: Float32Array,
    features: number,
    { k, metric, product }: { readonly k: number; readonly metric: Metric; readonly product: Product },
  ) {
    const count = queries.length / features;
    this.#queries = queries;
    this.#norms = norms(queries, features);
    this.#features = features;
    this.#k = k;
    this.#metric = metric;
    this.#product = product;
    this.labels = new Int32Array(count * k);
    this.distances = new Float64Array(count * k).fill(Number.POSITIVE_INFINITY);
    this.found = new Int32Array(count);
  }

  /** Beyond this no sample is among the k nearest of query n. */
  #limit = (n: number) => this.distances[(n + 1) * this.#k - 1];

  async meet(block: Block): Promise<void> {
    const features = featuresOf(block);
    if (features !== this.#features)
      throw new Error(`Samples of ${features} numbers have no distance to those of ${this.#features}.`);
    if (this.#metric === 'l1') this.#meetAll(block);
    else await this.#meetByProducts(block, this.#metric);
  }

  #meetAll({ samples, labels }: Block): void {
    for (let n = 0; n < this.found.length; n++) {
      for (let m = 0; m < labels.length; m++) this.#compare(n, samples, m, labels[m]);
    }
  }

  /** Products say which samples cannot be near; the distances of the others are worked out exactly. */
  async #meetByProducts({ samples, labels }: Block, metric: 'l2' | 'cosine'): Promise<void> {
    const features = this.#features;
    const count = this.found.length;
    const lengths = norms(samples, features);
    const rows = Math.max(1, Math.min(labels.length, Math.floor(TABLE / count)));
    for (let start = 0; start < labels.length; start += rows) {
      const end = Math.min(labels.length, start + rows);
      const part = samples.subarray(start * features, end * features);
      const table = await this.#product(this.#queries, part, features);
      for (let n = 0; n < count; n++) {
        for (let m = start; m < end; m++) {
          const product = table[n * (end - start) + m - start];
          const least = leastDistance(metric, product, this.#norms[n], lengths[m], features);
          if (least <= this.#limit(n)) this.#compare(n, samples, m, labels[m]);
        }
      }
    }
  }

  #compare(n: number, samples: Float32Array, m: number, label: number): void {
    const features = this.#features;
    const limit = this.#limit(n);
    const far = distance(this.#metric, this.#queries, n * features, samples, m * features, features, limit);
    if (!(far < limit)) return;
    const first = n * this.#k;
    let at = first + Math.min(this.found[n], this.#k - 1);
    for (; at > first && this.distances[at - 1] > far; at--) {
      this.distances[at] = this.distances[at - 1];
      this.labels[at] = this.labels[at - 1];
    }
    this.distances[at] = far;
    this.labels[at] = label;
    this.found[n] = Math.min(this.#k, this.found[n] + 1);
  }
}
