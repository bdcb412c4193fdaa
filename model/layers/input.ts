import { name, shape } from '../catalog/arguments.ts';
import { image, type Shape, vector } from '../shape.ts';
import { defineLayer } from './spec.ts';

/** An axis of no extent or of more than this is a slip of the finger. */
const LARGEST_EXTENT = 1 << 20;

function read(extents: readonly number[]): Shape | null {
  if (extents.length === 1) return vector(extents[0]!);
  if (extents.length === 3) return image(extents[0]!, extents[1]!, extents[2]!);
  return null;
}

export const input = defineLayer({
  name: 'input',
  doc: 'What the model is given: a name and the shape of one sample, height × width × channels for an image or one number for a vector of features. The batch is implied.',
  example: 'input(image, 32x32x3)',
  arity: 0,
  args: {
    name: name('What the input is called; it takes the data column of that name.'),
    shape: shape('Height × width × channels, or the number of features.'),
  },
  keeps: [],
  memory: 'own',
  infer({ args }) {
    if (args.shape === null) return { output: null };
    const bad = args.shape.find((extent) => extent < 1 || extent > LARGEST_EXTENT);
    if (bad !== undefined) {
      const message = `input: an extent of ${bad} is not between 1 and ${LARGEST_EXTENT}.`;
      return {
        output: null,
        faults: [
          {
            code: 'extent-out-of-range',
            severity: 'error',
            argument: 'shape',
            message,
            fixes: [],
          },
        ],
      };
    }
    const output = read(args.shape);
    if (output !== null) return { output };
    const message = `input: ${args.shape.length} extents are no sample; an image is height × width × channels (28x28x1 if it is grey), a vector one number.`;
    const grey = args.shape.length === 2 ? `${args.shape.join('x')}x1` : undefined;
    const fixes =
      grey === undefined
        ? []
        : [
            {
              kind: 'set' as const,
              title: `Make it a grey image ⟶ ${grey.replaceAll('x', '×')}`,
              argument: 'shape',
              value: grey,
            },
          ];
    return {
      output: null,
      faults: [
        {
          code: 'input-rank',
          severity: 'error',
          argument: 'shape',
          message,
          fixes,
        },
      ],
    };
  },
});
