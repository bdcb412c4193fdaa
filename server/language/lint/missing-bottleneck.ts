import type { GraphLayer } from '../../../model/graph.ts';
import { count } from '../../../model/units.ts';
import { defineRule } from './rule.ts';

/** Channels from which a convolution is wide, and the share of all multiply-adds that it and others must hold. */
const WIDE = 256;
const TOGETHER = 1 / 2;
const EACH = 1 / 20;

export const missingBottleneck = defineRule({
  code: 'missing-bottleneck',
  level: 'off',
  title: 'Wide convolutions without a bottleneck',
  what: 'Convolutions of 3×3 or more from at least 256 to at least 256 channels, without groups, hold more than half of all multiply-adds of the model; each that has at least a twentieth is named. Off by default: VGG and ResNet-34 are built so.',
  why: 'A 3×3 convolution costs nine times the product of its channels at every pixel. A 1×1 convolution to a quarter of the channels before it and one back behind it cost little and make it sixteen times as cheap: this is the block of ResNet-50 and of GoogLeNet.',
  source: 'CS231n, lecture 9; He et al., Deep residual learning, 2015',
  example: `model Net {
  input(image, 32x32x3)
  conv(256, 3x3, pad=1)
  relu
  conv(256, 3x3, pad=1)
  relu
  global_avgpool
  dense(10)
}
`,
  instead: `model Net {
  input(image, 32x32x3)
  conv(256, 3x3, pad=1)
  relu
  conv(64, 1x1)
  relu
  conv(64, 3x3, pad=1)
  relu
  conv(256, 1x1)
  relu
  global_avgpool
  dense(10)
}
`,
  *check(context) {
    for (const network of context.parts.networks) {
      const { macs } = network.graph;
      if (macs === null || macs === 0) continue;
      const wide = network.layers.flatMap((layer) => wideOf(layer) ?? []);
      const sum = wide.reduce((total, { cost }) => total + cost, 0);
      if (sum <= macs * TOGETHER) continue;
      for (const { layer, cost, bottleneck, inner } of wide) {
        const at = context.placeOf(layer);
        if (at === null || cost < macs * EACH) continue;
        const share = Math.round((100 * cost) / macs);
        const message = `${layer.id} takes ${count(cost)} of ${count(macs)} multiply-adds (${share}%). With a 1×1 convolution to ${inner} channels before it and one back behind it, it were ${count(bottleneck)}.`;
        yield { at, message };
      }
    }
  },
});

interface Wide {
  readonly layer: GraphLayer;
  readonly cost: number;
  /** Channels within the bottleneck, and what it would cost. */
  readonly inner: number;
  readonly bottleneck: number;
}

function wideOf(layer: GraphLayer): Wide | null {
  const { layer: kind, args, weights, macs, output } = layer;
  const shape = weights.find(({ role }) => role === 'weight')?.shape;
  if (kind !== 'conv' || macs === null || shape === undefined || output === null) return null;
  const [filters, channels, height, width] = shape;
  if (filters == null || channels == null || height == null || width == null) return null;
  if (height * width < 9 || filters < WIDE || channels < WIDE || (args.groups ?? 1) !== 1) return null;
  const inner = Math.floor(Math.min(filters, channels) / 4);
  // The first 1×1 works on the input, which a stride makes larger than the output.
  const pixels = macs / (filters * channels * height * width);
  const [down, across] = Array.isArray(args.stride) ? (args.stride as readonly number[]) : [1, 1];
  const bottleneck =
    pixels * ((down ?? 1) * (across ?? 1) * channels * inner + inner * inner * height * width + inner * filters);
  return { layer, cost: macs, inner, bottleneck };
}
