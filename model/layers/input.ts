import { name, shape } from '../catalog/arguments.ts';
import type { Fault } from '../catalog/fault.ts';
import { formatExtents, type Shape } from '../shape.ts';
import { defineLayer } from './spec.ts';

/** An axis of no extent or of more than this is a slip of the finger. */
const LARGEST_EXTENT = 1 << 20;

export const input = defineLayer({
  name: 'input',
  doc: 'What the model is given: a name and the shape of one sample. `32x32x3` is an image (height × width × channels), `16x112x112x3` a volume or video, a lone number a vector of features, `tokens(64)` a text of 64 tokens, `sequence(100, 13)` 100 steps of 13 features. `?` is an extent that is not known: `(?, ?, 3)`. The batch is implied.',
  example: 'input(image, 32x32x3)',
  arity: 0,
  args: {
    name: name('What the input is called; it takes the data column of that name.'),
    shape: shape('The shape of one sample, without the batch.'),
  },
  keeps: [],
  memory: 'own',
  infer({ args }) {
    if (args.shape === null) return { output: null };
    const fault = outOfRange(args.shape) ?? noSample(args.shape);
    return fault === null ? { output: args.shape } : { output: null, faults: [fault] };
  },
});

function outOfRange({ extents }: Shape): Fault | null {
  const bad = extents.find((extent) => extent !== null && (extent < 1 || extent > LARGEST_EXTENT));
  if (bad === undefined) return null;
  const message = `input: an extent of ${bad} is not between 1 and ${LARGEST_EXTENT}.`;
  return { code: 'extent-out-of-range', severity: 'error', argument: 'shape', message, fixes: [] };
}

/** Two extents by themselves could be a grey image or a sequence: neither is guessed. */
function noSample({ axes, extents }: Shape): Fault | null {
  if (axes.length !== 2 || axes[0] !== 'height') return null;
  const grey = `${extents.join('x')}x1`;
  const message = `input: 2 extents are no sample; an image is height × width × channels (${grey} if it is grey), steps of features are sequence(${extents.join(', ')}), a vector is one number.`;
  const fixes = [
    {
      kind: 'set' as const,
      title: `Make it a grey image ⟶ ${formatExtents([...extents, 1])}`,
      argument: 'shape',
      value: grey,
    },
    {
      kind: 'set' as const,
      title: `Make it a sequence ⟶ ${extents[0]} steps × ${extents[1]} features`,
      argument: 'shape',
      value: `sequence(${extents.join(', ')})`,
    },
  ];
  return { code: 'input-rank', severity: 'error', argument: 'shape', message, fixes };
}
