import type { GraphLayer } from '../../../model/graph.ts';
import { dropouts, passing, rectifiers, sigmoids, tanhs } from './families.ts';
import type { Network } from './network.ts';
import { defineRule } from './rule.ts';

export const dropoutBeforeBatchnorm = defineRule({
  code: 'dropout-before-batchnorm',
  level: 'warning',
  title: 'Dropout right before batch normalization',
  what: 'What dropout makes goes into `batchnorm` with nothing between but activations, pooling and reshaping.',
  why: 'In training dropout scales what it keeps by 1/(1 − p), which raises the variance; in evaluation it does not. The running statistics that batch normalization keeps are those of training, and do not fit in evaluation: accuracy falls from one to the other. Dropout behind the last batch normalization does no harm.',
  source: 'CS231n, lecture 7; Li et al., Understanding the disharmony between dropout and batch normalization, 2019',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100, bias=false)
  dropout(0.5)
  batchnorm
  relu
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100, bias=false)
  batchnorm
  dropout(0.5)
  relu
  dense(10)
}
`,
  *check(context) {
    const found = context.everywhere(dropouts, (layer, network) => normalizationBehind(layer, network));
    for (const { site, found: behind } of found) {
      const [first] = behind;
      if (first === undefined) continue;
      const { norm, direct } = first;
      const own = context.siteOf(norm);
      const name = context.edits.text(site.callee);
      const p = Number(site.instances[0]?.entry.args.p);
      const growth = name === 'dropout' && p > 0 && p < 1 ? ` by up to 1/(1 − ${p}) = ${round(1 / (1 - p))}` : '';
      const message = `${name} raises the variance in training${growth} and not in evaluation; the running statistics of the batchnorm behind it fit only training. Put ${name} behind the batchnorm.`;
      const fixes = own === null || !direct ? [] : context.edits.exchange('Exchange the two', site.call, own.call);
      const related = own === null ? [] : [{ ...own.callee, message: 'the batchnorm' }];
      yield { at: site.callee, message, related, fixes };
    }
  },
});

const round = (value: number) => Number(value.toFixed(2));

const between = (layer: string) =>
  passing.has(layer) || rectifiers.has(layer) || sigmoids.has(layer) || tanhs.has(layer);

function normalizationBehind(
  layer: GraphLayer,
  network: Network,
): { readonly norm: GraphLayer; readonly direct: boolean } | null {
  let direct = true;
  for (let at = network.after(layer); at !== null; at = network.after(at)) {
    if (at.layer === 'batchnorm') return { norm: at, direct };
    if (!between(at.layer)) return null;
    direct = false;
  }
  return null;
}
