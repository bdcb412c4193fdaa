import { callStock, type Kernel, Scratch } from './stock.ts';

/**
 * The stock kernel turns NaN into 0, and a network that has diverged would go on as if nothing were wrong. A product
 * with 0 keeps NaN.
 */
export const relu: Kernel = ({ inputs, backend }) => {
  const scratch = new Scratch(backend);
  const positive = scratch.run('Step', inputs, { alpha: 0 });
  const y = callStock('Multiply', { inputs: { a: inputs.x, b: positive }, attrs: {}, backend });
  scratch.free();
  return y;
};
