import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const scale = defineCallable({
  kind: 'normalization',
  name: 'scale',
  doc: 'Multiplies every value by a constant; pixels come as 0 to 255.',

  example: 'scale(1/255)',
  args: {
    factor: float('What every value is multiplied by.'),
  },
});
