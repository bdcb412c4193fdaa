import { defineLayer } from '../spec.ts';

export const identity = defineLayer({
  name: 'identity',
  doc: 'Passes its input on unchanged; gives a tensor another name.',
  source: 'PyTorch, Identity',
  example: 'identity',
  args: {},
  keeps: [],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
