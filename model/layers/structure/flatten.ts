import { elements, formatShape, vector } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

export const flatten = defineLayer({
  name: 'flatten',
  doc: 'Lays an image out as a vector of features in the order channel, row, column, as PyTorch does, so that weights move between the two unchanged.',
  source: 'CS231n, lecture 5',
  example: 'flatten',
  args: {},
  keeps: [],
  memory: 'own',
  infer({ inputs }) {
    const input = inputs[0] ?? null;
    if (input === null) return { output: vector(null), global: true };
    const count = elements(input);
    const arithmetic =
      input.extents.length > 1 ? [`${formatShape(input).replaceAll('×', ' · ')} = ${count ?? '?'}`] : [];
    return { output: vector(count), global: true, arithmetic };
  },
});
