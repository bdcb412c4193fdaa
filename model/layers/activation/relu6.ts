import { defineLayer } from '../spec.ts';

export const relu6 = defineLayer({
  name: 'relu6',
  doc: 'min(max(0, x), 6), element by element.',
  source: 'Krizhevsky, 2010; Howard et al., 2017 (MobileNet)',
  example: 'relu6',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
