import { oneOf, size } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Extent, image, type Shape, withLeading } from '../../shape.ts';
import { placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { sizeText } from '../window/words.ts';
import { both, byAxis, enlarged, type Pair } from './resize.ts';

export const upsample = defineLayer({
  name: 'upsample',
  doc: "Makes an image larger without learning. By a whole factor or to a size; pixels are areas, so corners are not aligned (PyTorch's align_corners=false, Keras' UpSampling2D). `conv_transpose` learns the filter instead.",
  source: 'CS231n, lecture 11',
  example: 'upsample(2)',
  args: {
    factor: size('How many times larger; a lone number for both axes.', { min: 1, default: [2, 2] }),
    size: size('Height and width of the output; 0 leaves an axis to the factor.', { min: 0, default: [0, 0] }),
    mode: oneOf(
      'What new pixels hold.',
      {
        nearest: 'The nearest input pixel, repeated.',
        bilinear: 'The mean of the four input pixels around, by distance.',
        bed_of_nails: 'Zeros, but for the upper left pixel of each block.',
      },
      { default: 'nearest' },
    ),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { factor, size, mode } }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('upsample', 2, input!, 'enlarges')] };
    const [height = null, width = null, channels = null] = placed.core?.extents ?? [];
    const from: Pair<Extent> = [height, width];
    const outputOf = (to: Pair<Extent>) => withLeading(placed.leading, image(to[0], to[1], channels));
    if (factor === null || size === null) return { output: outputOf([null, null]), global: true };
    const to = both((i) => size[i] || (from[i] === null ? null : from[i] * factor[i]));
    const by = both((i) => (size[i] === 0 ? factor[i] : from[i] === null ? null : size[i] / from[i]));
    const lines = both((i) =>
      size[i] === 0 ? `${from[i] ?? '?'} · ${factor[i]} = ${to[i] ?? '?'}` : `${from[i] ?? '?'} to ${to[i]}`,
    );
    const output = outputOf(to);
    const arithmetic = byAxis(lines);
    if (by[0] === null || by[1] === null || mode === null) return { output, global: true, arithmetic };
    const times: Pair<number> = [by[0], by[1]];
    const seen = both((i) => (mode === 'bilinear' && times[i] !== 1 ? 2 : 1));
    const nails = { kernel: [1, 1] as const, stride: both((i) => 1 / times[i]) };
    const fault = mode === 'bed_of_nails' ? notWhole([height!, width!], size, output, outputOf) : null;
    return {
      output,
      window: mode === 'bed_of_nails' ? nails : enlarged(times, seen),
      faults: fault === null ? [] : [fault],
      arithmetic,
    };
  },
});

/** Between nails there is a whole number of zeros. An axis left to the factor (0) has it. */
function notWhole(
  from: Pair<number>,
  size: Pair<number>,
  kept: Shape,
  outputOf: (to: Pair<Extent>) => Shape,
): Fault | null {
  const at = size.findIndex((extent, i) => extent > 0 && extent % from[i]! !== 0);
  if (at < 0) return null;
  const multiple = (i: 0 | 1, round: (value: number) => number) => Math.max(1, round(size[i] / from[i])) * from[i];
  const sizes = size.includes(0) ? [] : [Math.floor, Math.ceil].map((round) => both((i) => multiple(i, round)));
  const set = (argument: string, value: string, output: Shape): Fix => ({
    kind: 'set',
    title: `Set ${argument}=${value} ⟶ ${resultText(output)}`,
    argument,
    value,
  });
  const whole = sizes
    .filter((to, i) => i === 0 || String(to) !== String(sizes[0]))
    .map((to) => set('size', sizeText(to), outputOf(to)));
  const fixes = [...whole, set('mode', 'nearest', kept)];
  const message = `upsample: bed_of_nails puts each pixel into a block of zeros, and ${size[at]} is no multiple of ${from[at]}: ${size[at]}/${from[at]} = ${(size[at]! / from[at]!).toFixed(2)}.`;
  return { code: 'size-not-a-multiple', severity: 'error', argument: 'size', message, fixes };
}
