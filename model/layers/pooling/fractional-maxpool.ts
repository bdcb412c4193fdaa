import { bool, float } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { placeAt, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { inputText } from '../window/words.ts';

export const fractional_maxpool = defineLayer({
  name: 'fractional_maxpool',
  doc: 'Maximum over windows whose places are drawn anew at each step, so that images shrink by a fraction: by √2, say, instead of 2. Along each axis windows begin 1 or 2 apart, in a random order that adds up; the output extent is ⌊in/ratio⌋. The ratio is the paper’s α and TensorFlow’s pooling_ratio; PyTorch’s output_ratio is 1/ratio, its kernel_size=2 our `overlap`.',
  source: 'Graham, 2014',
  example: 'fractional_maxpool(1.414)',
  args: {
    ratio: float('How much smaller the output is than the input, between 1 and 2.', {
      min: 1,
      max: 2,
      exclusive: true,
    }),
    overlap: bool(
      'Whether all windows are 2×2 and neighbors may share a row or column; else they are 1 or 2 wide and disjoint.',
      { default: true },
    ),
  },
  keeps: ['input', 'output'],
  memory: 'own',
  infer({ inputs, args: { ratio } }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('fractional_maxpool', 2, input!)] };
    const { leading, core } = placed;
    const [height = null, width = null, channels = null] = core?.extents ?? [];
    const shrunk = (extent: Extent) => (extent === null || ratio === null ? null : Math.floor(extent / ratio));
    const outs = [shrunk(height), shrunk(width)] as const;
    const empty = core === null ? -1 : outs.indexOf(0);
    const fits = empty < 0;
    const output = withLeading(leading, image(fits ? outs[0] : null, fits ? outs[1] : null, channels));
    if (ratio === null) return { output, global: true };
    const lines = [height, width].map((extent, i) => `⌊${extent ?? '?'}/${ratio}⌋ = ${outs[i] ?? '?'}`);
    const message = core === null ? '' : `fractional_maxpool leaves nothing of ${inputText(core)}: ${lines[empty]}.`;
    const fault: Fault = { code: 'output-empty', severity: 'error', message, fixes: [] };
    return {
      output,
      window: { kernel: [2, 2], stride: [ratio, ratio], before: [(2 - ratio) / 2, (2 - ratio) / 2] },
      faults: fits ? [] : [fault],
      arithmetic: lines[0] === lines[1] ? [lines[0]!] : [`height: ${lines[0]}`, `width: ${lines[1]}`],
    };
  },
});
