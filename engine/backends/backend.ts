/** A backend: something that can run a network, chosen once per run. */

import type { Product } from '../neighbors/product.ts';
import type { Network, NetworkOptions } from '../network/network.ts';
import type { BackendName } from '../protocol/job.ts';

export interface Backend {
  readonly name: BackendName;
  /** In words, for people: `WebAssembly relaxed SIMD, 2 threads`. */
  readonly device: string;
  /** Whether it computes on a GPU, as the backend itself says. */
  readonly gpu: boolean;
  readonly threads: number;
  /** What is part of the result: `{ kernels: '0.1.0', simd: 'relaxed' }`. */
  readonly versions: Readonly<Record<string, string>>;
  createNetwork(options: NetworkOptions): Promise<Network>;
  /** How often each operation that has no kernel of its own has been run by slower code, by the names of `Ops`. */
  readonly fallbacks?: ReadonlyMap<string, number>;
  /** For what compares samples and has no network. */
  readonly product: Product;
  dispose(): Promise<void>;
}

/** A backend cannot be used; the message says why. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  /** The way to get it, where there is one. */
  readonly remedy: string | undefined;

  constructor(message: string, { remedy }: { readonly remedy?: string | undefined } = {}) {
    super(message);
    this.remedy = remedy;
  }
}
