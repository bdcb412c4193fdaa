import { oneOf, padding } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { both, byAxis } from './resize.ts';
import { ruleFault } from './sides.ts';

export const pad = defineLayer({
  name: 'pad',
  doc: 'Puts rows and columns around an image. Sides are written top, bottom, left, right; PyTorch writes left, right, top, bottom. `reflect` mirrors at the outermost pixel without repeating it (ReflectionPad2d), `replicate` repeats it (ReplicationPad2d).',
  source: 'reflection: Johnson, Alahi and Fei-Fei, 2016',
  example: 'pad(1, mode=reflect)',
  args: {
    sides: padding('Rows and columns to add: a number, (rows, columns) or top, bottom, left, right.'),
    mode: oneOf(
      'What they hold.',
      {
        zeros: 'Zeros.',
        reflect: 'The image mirrored at its border.',
        replicate: 'The pixel at the border.',
      },
      { default: 'zeros' },
    ),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { sides, mode } }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('pad', 2, input!, 'puts rows and columns around')] };
    const [height = null, width = null, channels = null] = placed.core?.extents ?? [];
    const from = [height, width] as const;
    const outputOf = ([rows, columns]: readonly [Extent, Extent]) =>
      withLeading(placed.leading, image(rows, columns, channels));
    if (sides === null) return { output: outputOf([null, null]) };
    if (typeof sides === 'string') return { output: outputOf([null, null]), faults: [ruleFault('pad', sides)] };
    const grown = (by: readonly number[]) =>
      both((i) => (from[i] === null ? null : from[i] + by[2 * i]! + by[2 * i + 1]!));
    const output = outputOf(grown(sides));
    const line = (i: 0 | 1) =>
      `${from[i] ?? '?'} + ${sides[2 * i]} + ${sides[2 * i + 1]} = ${output.extents.at(i - 3) ?? '?'}`;
    const far = both((i) => from[i] !== null && Math.max(sides[2 * i]!, sides[2 * i + 1]!) >= from[i]);
    const at = mode === 'reflect' ? far.indexOf(true) : -1;
    const fault =
      at < 0
        ? null
        : reflectsTooFar(from[at]!, Math.max(...sides.slice(2 * at, 2 * at + 2)), {
            most: Math.min(...from.map((extent) => (extent ?? Number.POSITIVE_INFINITY) - 1)),
            kept: resultText(output),
            shape: (n) => resultText(outputOf(grown([n, n, n, n]))),
          });
    return {
      output,
      window: { kernel: [1, 1], stride: [1, 1], before: [sides[0], sides[2]] },
      faults: fault === null ? [] : [fault],
      arithmetic: byAxis([line(0), line(1)]),
    };
  },
});

interface Mended {
  readonly most: number;
  readonly kept: string;
  readonly shape: (sides: number) => string;
}

/** There is no more than extent − 1 to mirror. */
function reflectsTooFar(extent: number, side: number, { most, kept, shape }: Mended): Fault {
  const mode = (value: string): Fix => ({ kind: 'set', title: `Set mode=${value} ⟶ ${kept}`, argument: 'mode', value });
  const fewer: Fix = { kind: 'set', title: `Set sides=${most} ⟶ ${shape(most)}`, argument: 'sides', value: `${most}` };
  const message = `pad: ${side} cannot be mirrored from an extent of ${extent}: beside the border there are ${extent} − 1 = ${extent - 1}. Up to ${most} can, or mode=replicate.`;
  const fixes = [fewer, mode('replicate'), mode('zeros')];
  return { code: 'reflects-too-far', severity: 'error', argument: 'sides', message, fixes };
}
