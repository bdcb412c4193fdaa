import type { LayerName } from '../../../model/layers/index.ts';
import { defineRule } from './rule.ts';

/** Give nothing below zero, so that a ReLU behind them has nothing to do. */
const nonNegative: ReadonlySet<string> = new Set<LayerName>([
  'relu',
  'relu6',
  'sigmoid',
  'hard_sigmoid',
  'softplus',
  'softmax',
]);

export const activationTwice = defineRule({
  code: 'activation-twice',
  level: 'warning',
  title: 'A ReLU that does nothing',
  what: '`relu` is given what `relu`, `relu6`, a sigmoid, `softplus` or `softmax` makes, or `relu6` what `relu6` makes.',
  why: 'Nothing that flows in is below zero, so nothing changes. One of the two is left over, or a layer is missing between them: activations one behind the other add nothing without weights in between.',
  source: 'CS231n, lecture 4',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  relu
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dense(10)
}
`,
  *check(context) {
    const found = context.everywhere(new Set<LayerName>(['relu', 'relu6']), (layer, network) => {
      const before = network.before(layer);
      if (before === null) return null;
      const idle = layer.layer === 'relu' ? nonNegative.has(before.layer) : before.layer === 'relu6';
      return idle ? before : null;
    });
    for (const { site, found: before } of found) {
      const name = context.edits.text(site.callee);
      const message = `${before[0]?.layer} gives nothing that ${name} would change; one of them is enough.`;
      yield { at: site.callee, message, fixes: context.edits.removeLayer(`Remove ${name}`, site.call) };
    }
  },
});
