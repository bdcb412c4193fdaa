/** How gradients are kept within bounds. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Runs } from '../coverage.ts';
import type { Ops } from '../ops/ops.ts';

export interface ClippingRun {
  /** Whether it goes by the norm of all gradients together. */
  readonly byNorm: boolean;
  clip<T>(ops: Ops<T>, gradients: readonly T[], args: Call['args'], norm: number): void;
}

const clippings: { readonly [C in Runs<'clipping'>]: ClippingRun } = {
  norm: {
    byNorm: true,
    clip(ops, gradients, { max }, norm) {
      const bound = max as number;
      if (norm <= bound) return;
      for (const gradient of gradients) ops.affine({ x: gradient }, gradient, { factor: bound / norm, offset: 0 });
    },
  },
  value: {
    byNorm: false,
    clip(ops, gradients, { max }) {
      const high = max as number;
      for (const gradient of gradients) ops.clip({ x: gradient }, gradient, { low: -high, high });
    },
  },
};

export const clippingRun = (name: string): ClippingRun => clippings[name as Runs<'clipping'>];
