import { layers } from '../../../model/layers/index.ts';
import { count } from '../../../model/units.ts';
import { batchNormalizations } from './families.ts';
import { defineRule } from './rule.ts';

/** Layers with an argument `bias`. */
const biased: ReadonlySet<string> = new Set(
  Object.entries(layers).flatMap(([name, { args }]) => ('bias' in args && args.bias.kind === 'bool' ? [name] : [])),
);

export const biasBeforeBatchnorm = defineRule({
  code: 'bias-before-batchnorm',
  level: 'warning',
  title: 'A bias that batch normalization takes away again',
  what: 'A layer adds a learned constant to each channel, and all that it makes goes straight into `batchnorm` or `instancenorm`.',
  why: 'The normalization subtracts the mean of each channel, and with it any constant. The bias learns nothing, takes memory, and `batchnorm` has a shift of its own. Where weights of another framework are loaded that have it (VGG with batchnorm), allow it in place.',
  source: 'CS231n, lecture 7; Ioffe and Szegedy, 2015',
  example: `model Net {
  input(image, 32x32x3)
  conv(32, 3x3, pad=1)
  batchnorm
  relu
  global_avgpool
  dense(10)
}
`,
  instead: `model Net {
  input(image, 32x32x3)
  conv(32, 3x3, pad=1, bias=false)
  batchnorm
  relu
  global_avgpool
  dense(10)
}
`,
  *check(context) {
    const found = context.everywhere(biased, (layer, network) => {
      if (layer.args.bias !== true) return null;
      const after = network.after(layer);
      if (after === null || !batchNormalizations.has(after.layer)) return null;
      const bias = layer.weights.find(({ role }) => role === 'bias');
      return bias === undefined ? null : { bias, after };
    });
    for (const { site, found: instances } of found) {
      const [first] = instances;
      if (first === undefined) continue;
      const [extent] = first.bias.shape;
      const numbers = extent == null ? 'its bias' : `the ${count(extent)} numbers of its bias`;
      const message = `${context.edits.text(site.callee)}: ${first.after.layer} subtracts the mean of each channel, and ${numbers} with it.`;
      yield {
        at: site.callee,
        message,
        fixes: context.edits.setArgument('Set bias=false', site.call, 'bias', 'false'),
      };
    }
  },
});
