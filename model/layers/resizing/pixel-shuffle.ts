import { int } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { MOST_TRIED } from '../divisors.ts';
import { placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { listed } from '../window/words.ts';
import { enlarged, scaled } from './resize.ts';

export const pixel_shuffle = defineLayer({
  name: 'pixel_shuffle',
  doc: "Lays factor² channels out as a block of factor × factor pixels: height × width × channels becomes height·factor × width·factor × channels/factor². Of the channels that make one output channel, consecutive as in PyTorch's PixelShuffle, the first fills the upper left of the block and the next the pixel to its right; TensorFlow's depth_to_space orders channels otherwise.",
  source: 'Shi et al., 2016 (sub-pixel convolution)',
  example: 'pixel_shuffle(2)',
  args: { factor: int('How many times larger height and width become.', { min: 1 }) },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { factor } }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('pixel_shuffle', 2, input!, 'rearranges')] };
    const [height = null, width = null, channels = null] = placed.core?.extents ?? [];
    const shuffled = (by: Extent, from = channels) =>
      withLeading(
        placed.leading,
        image(
          scaled(height, by),
          scaled(width, by),
          by === null || from === null || from % (by * by) !== 0 ? null : from / (by * by),
        ),
      );
    const output = shuffled(factor);
    if (factor === null) return { output, global: true };
    const window = enlarged([factor, factor], [1, 1]);
    const arithmetic = [`${channels ?? '?'}/${factor}² = ${output.extents.at(-1) ?? '?'} channels`];
    if (channels === null || channels % (factor * factor) === 0) return { output, window, arithmetic };
    const fault = notDivisible(channels, factor, (by, from) => resultText(shuffled(by, from)));
    return { output, window, faults: [fault], arithmetic };
  },
});

function notDivisible(channels: number, factor: number, title: (by: number, from: number) => string): Fault {
  const block = factor * factor;
  const factors = [];
  for (let by = 2; by <= MOST_TRIED && by * by <= channels; by++) if (channels % (by * by) === 0) factors.push(by);
  const more = Math.ceil(channels / block) * block;
  const fixes: Fix[] = [
    ...factors.map(
      (by): Fix => ({
        kind: 'set',
        title: `Set factor=${by} ⟶ ${title(by, channels)}`,
        argument: 'factor',
        value: `${by}`,
      }),
    ),
    { kind: 'insert', title: `Insert conv(${more}, 1x1) ⟶ ${title(factor, more)}`, statement: `conv(${more}, 1x1)` },
  ];
  const fits = factors.length === 0 ? '' : `factor=${listed(factors)} would fit, as would `;
  const way = `${fits}${more} channels`;
  const message = `pixel_shuffle(${factor}) makes one channel of ${factor}² = ${block}; ${channels} channels do not divide: ${channels}/${block} = ${(channels / block).toFixed(2)}. ${way}${factors.length === 0 ? ' would fit' : ''}.`;
  return { code: 'channels-do-not-divide', severity: 'error', argument: 'factor', message, fixes };
}
