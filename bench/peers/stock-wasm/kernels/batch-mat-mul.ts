import { callStock, type Kernel, Scratch } from './stock.ts';

/** The stock kernel is fast only where nothing is transposed (by a factor of ten): transposes first. */
export const batchMatMul: Kernel = ({ inputs, attrs, backend }) => {
  const scratch = new Scratch(backend);
  const straight = (x: (typeof inputs)[string], transposed: unknown) => {
    if (transposed !== true) return x;
    const rank = x.shape.length;
    const perm = x.shape.map((_, i) => (i < rank - 2 ? i : rank - 1 - (i - (rank - 2))));
    return scratch.run('Transpose', { x }, { perm });
  };
  const a = straight(inputs.a, attrs.transposeA);
  const b = straight(inputs.b, attrs.transposeB);
  const product = callStock('BatchMatMul', {
    inputs: { a, b },
    attrs: { transposeA: false, transposeB: false },
    backend,
  });
  scratch.free();
  return product;
};
