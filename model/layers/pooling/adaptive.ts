/** Pooling to a fixed size: output i of n covers ⌊i·in/n⌋ up to ⌈(i + 1)·in/n⌉ (PyTorch). */
import { size } from '../../catalog/arguments.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { placeAt, wrongAxes } from '../expect.ts';
import type { FieldWindow, InferContext, Inferred } from '../spec.ts';

export const adaptiveArguments = {
  size: size('Height and width of the output; a lone number is square.', { min: 1 }),
};

export function inferAdaptive(layer: string, { inputs, args }: InferContext<typeof adaptiveArguments>): Inferred {
  const input = inputs[0] ?? null;
  const placed = placeAt(2, input);
  if (placed === null) return { output: null, faults: [wrongAxes(layer, 2, input!)] };
  const [height = null, width = null, channels = null] = placed.core?.extents ?? [];
  const output = withLeading(placed.leading, image(args.size?.[0] ?? null, args.size?.[1] ?? null, channels));
  if (args.size === null || height === null || width === null) return { output, global: true };
  const window = adaptiveWindow([height, width], args.size);
  const line = (from: Extent, to: number, most: number) => `${from} in ${to} windows of at most ${most}`;
  const lines = [height, width].map((from, i) => line(from, args.size![i]!, window.kernel[i]!));
  const arithmetic = lines[0] === lines[1] ? [lines[0]!] : [`height: ${lines[0]}`, `width: ${lines[1]}`];
  return args.size.every((extent) => extent === 1)
    ? { output, global: true, arithmetic }
    : { output, window, arithmetic };
}

/**
 * The most inputs that one of the outputs covers. With in/out = p/q in lowest terms, output i starts r/q behind a whole
 * number, where r = i·p mod q takes every value below q; it covers ⌈(r + p)/q⌉, which is most at r = q − 1.
 */
function widest(input: number, out: number): number {
  const common = greatestDivisor(input, out);
  return 1 + Math.ceil((input / common - 1) / (out / common));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The widest window; windows lie in/out apart on average. */
function adaptiveWindow(from: readonly [number, number], to: readonly [number, number]): FieldWindow {
  const pair = (of: (input: number, out: number) => number): readonly [number, number] => [
    of(from[0], to[0]),
    of(from[1], to[1]),
  ];
  return {
    kernel: pair(widest),
    stride: pair((input, out) => input / out),
    before: pair((input, out) => (widest(input, out) - input / out) / 2),
  };
}
