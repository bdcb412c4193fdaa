import { name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const perplexity = defineCallable({
  kind: 'metric',
  name: 'perplexity',
  doc: 'e to the mean cross-entropy per step: how many equally likely symbols the model still wavers between.',
  source: 'CS231n, recurrent networks',
  example: 'perplexity()',
  args: { head: name('The head that is measured; the only one where there is no other.', { default: '' }) },
});
