import { describeShape, type Extent, isSequence, sequence, splitShape, withLeading } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';

export const prepend_token = defineLayer({
  name: 'prepend_token',
  doc: 'Puts one learned step before the steps, the same for every sample: the class token of BERT and of vision transformers. Read it at the end with `select(steps, 0)`. It starts at zero and is not decayed.',
  source: 'Devlin et al., 2019; Dosovitskiy et al., 2021',
  example: 'prepend_token',
  args: {},
  keeps: [],
  memory: 'own',
  infer({ inputs }): Inferred {
    const input = inputs[0] ?? null;
    const weights = (features: Extent) => [
      { name: 'weight', shape: [1, 1, features], role: 'shift' as const, start: 0 },
    ];
    if (input === null) return { output: sequence(null, null), weights: weights(null) };
    const { leading, core } = splitShape(input, 2);
    if (!isSequence(core)) {
      const isImage = input.axes.at(-1) === 'channels';
      const out = isImage ? ' Put to_sequence before it.' : '';
      const message = `prepend_token takes steps × features; it is given ${describeShape(input)}.${out}`;
      const fixes = isImage ? [{ kind: 'insert' as const, title: 'Insert to_sequence', statement: 'to_sequence' }] : [];
      return { output: null, faults: [{ code: 'input-not-a-sequence', severity: 'error', message, fixes }] };
    }
    const [steps = null, features = null] = core.extents;
    const longer = steps === null ? null : steps + 1;
    return {
      output: withLeading(leading, sequence(longer, features)),
      weights: weights(features),
      arithmetic: [`1 + ${steps ?? '?'} = ${longer ?? '?'} steps`],
    };
  },
});
