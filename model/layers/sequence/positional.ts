import { oneOf } from '../../catalog/arguments.ts';
import { formatShape, sequence, withLeading } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { needsSequence, sequenceOf } from './steps.ts';

export const positional = defineLayer({
  name: 'positional',
  doc: 'Adds to every step an encoding of its position, which attention by itself does not see. Learned encodings (steps × dim) start at zero and are not decayed; they fix the number of steps.',
  source: 'Vaswani et al., 2017; Gehring et al., 2017; Dosovitskiy et al., 2021',
  example: 'positional(sinusoidal)',
  args: {
    kind: oneOf(
      'Where encodings come from.',
      {
        learned: 'A learned vector for each step.',
        sinusoidal: 'sin(t/10000^(2i/dim)) and the cosine of it, in turn; for any number of steps.',
      },
      { default: 'learned' },
    ),
  },
  keeps: [],
  memory: 'inPlace',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const wrong = needsSequence('positional', input);
    if (wrong !== null) return { output: null, faults: [wrong] };
    const { leading, steps, features } = sequenceOf(input);
    const output = withLeading(leading, sequence(steps, features));
    if (args.kind !== 'learned') return { output };
    return {
      output,
      weights: [{ name: 'weight', shape: [steps, features], role: 'shift', start: 0 }],
      arithmetic: [`an encoding of ${formatShape(sequence(steps, features))}`],
    };
  },
});
