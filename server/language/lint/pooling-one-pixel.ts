import { pools } from './families.ts';
import { defineRule } from './rule.ts';

export const poolingOnePixel = defineRule({
  code: 'pooling-one-pixel',
  level: 'warning',
  title: 'Pooling of a 1×1 map',
  what: 'A pooling layer is given a map of one pixel.',
  why: 'Of one number the largest and the mean are that number: the layer does nothing. Often it says that the map has become smaller than was meant, because a stride or pooling further up is one too many for this input.',
  source: 'CS231n, lecture 5',
  example: `model Net {
  input(image, 28x28x1)
  conv(8, 28x28)
  relu
  global_avgpool
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  conv(8, 28x28)
  relu
  flatten
  dense(10)
}
`,
  *check(context) {
    const found = context.everywhere(pools, (layer, _, { inputs }) => {
      const [input] = inputs;
      const [height, width] = input?.axes.at(-1) === 'channels' ? input.extents.slice(-3) : [];
      return height === 1 && width === 1 && input?.axes.length === 3 ? layer : null;
    });
    for (const { site, found: layers } of found) {
      const name = context.edits.text(site.callee);
      const flat = layers.every(({ axes }) => axes?.length === 1);
      const channels = site.instances[0]?.inputs[0]?.extents.at(-1);
      const message = `${name} is given a map of 1×1×${channels ?? '?'}: there is one value for each channel and nothing to pool.`;
      const fixes = flat
        ? [context.edits.replace('Replace by flatten', site.call, 'flatten')]
        : context.edits.removeLayer(`Remove ${name}`, site.call);
      yield { at: site.callee, message, fixes };
    }
  },
});
