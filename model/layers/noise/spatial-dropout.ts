import { describeShape, isVector } from '../../shape.ts';
import { needsFeatures } from '../features.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { dropsAll, probability } from './probability.ts';

export const spatial_dropout = defineLayer({
  name: 'spatial_dropout',
  doc: 'In training drops whole channels of an image, or a feature at all steps of a sequence, with probability p and scales the rest by 1/(1 − p); neighboring pixels are too alike for dropout to matter. PyTorch: Dropout1d, Dropout2d, Dropout3d.',
  source: 'Tompson et al., 2015; Gal and Ghahramani, 2016 (sequences)',
  example: 'spatial_dropout(0.2)',
  args: { p: probability('Probability that a channel is dropped.') },
  // The mask is drawn again in backward: nothing is kept.
  keeps: [],
  memory: 'inPlace',
  infer({ inputs, args }): Inferred {
    const output = inputs[0] ?? null;
    const wrong = needsFeatures('spatial_dropout', output);
    if (wrong !== null) return { output, faults: [wrong] };
    const all = dropsAll('spatial_dropout', args.p);
    if (all.length > 0 || output === null || !isVector(output)) return { output, faults: all };
    const message = `spatial_dropout drops channels of images and features of sequences; on a vector of ${output.extents[0] ?? '?'} features it is dropout.`;
    const fixes = [{ kind: 'rename' as const, title: `Use dropout ⟶ ${describeShape(output)}`, callee: 'dropout' }];
    return { output, faults: [{ code: 'spatial-dropout-on-vector', severity: 'warning', message, fixes }] };
  },
});
