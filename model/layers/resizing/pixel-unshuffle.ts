import { int } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { MOST_TRIED } from '../divisors.ts';
import { placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { inputText, listed } from '../window/words.ts';
import { byAxis, scaled } from './resize.ts';

export const pixel_unshuffle = defineLayer({
  name: 'pixel_unshuffle',
  doc: "Lays each block of factor × factor pixels out as factor² channels: height × width × channels becomes height/factor × width/factor × channels·factor²; the inverse of pixel_shuffle, with PyTorch's order (PixelUnshuffle). YOLOv2 calls it reorg, others space to depth; they order channels otherwise.",
  source: 'Shi et al., 2016; reorg: Redmon and Farhadi, 2017',
  example: 'pixel_unshuffle(2)',
  args: { factor: int('How many times smaller height and width become.', { min: 1 }) },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { factor } }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('pixel_unshuffle', 2, input!, 'rearranges')] };
    const { leading, core } = placed;
    const [height = null, width = null, channels = null] = core?.extents ?? [];
    const part = (extent: Extent, by: Extent) =>
      extent === null || by === null || extent % by !== 0 ? null : extent / by;
    const gathered = (by: Extent) =>
      withLeading(leading, image(part(height, by), part(width, by), scaled(channels, scaled(by, by))));
    const output = gathered(factor);
    if (factor === null) return { output, global: true };
    const window = { kernel: [factor, factor], stride: [factor, factor] } as const;
    const line = (extent: Extent) => `${extent ?? '?'}/${factor} = ${part(extent, factor) ?? '?'}`;
    const arithmetic = byAxis([line(height), line(width)]);
    const bad = [height, width].find((extent) => extent !== null && extent % factor !== 0);
    if (core === null || bad == null) return { output, window, arithmetic };
    const fits = (by: number) => [height, width].every((extent) => extent === null || extent % by === 0);
    const factors = Array.from({ length: Math.min(bad, MOST_TRIED) }, (_, i) => i + 1).filter(
      (by) => by > 1 && fits(by),
    );
    const fixes = factors.map(
      (by): Fix => ({
        kind: 'set',
        title: `Set factor=${by} ⟶ ${resultText(gathered(by))}`,
        argument: 'factor',
        value: `${by}`,
      }),
    );
    const way = factors.length === 0 ? '' : ` factor=${listed(factors)} would fit.`;
    const message = `pixel_unshuffle(${factor}) cuts blocks of ${factor}×${factor}; they do not divide ${inputText(core)}: ${bad}/${factor} = ${(bad / factor).toFixed(2)}.${way}`;
    const fault: Fault = { code: 'blocks-do-not-divide', severity: 'error', argument: 'factor', message, fixes };
    return { output, window, faults: [fault], arithmetic };
  },
});
