import { int, name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { ignoredLabel } from '../catalog/ignored-label.ts';

export const top_k = defineCallable({
  kind: 'metric',
  name: 'top_k',
  doc: 'The share of samples whose true class is among the k highest scores: `accuracy(top=k)`. ImageNet counts errors among five.',
  source: 'Russakovsky et al., ImageNet large scale visual recognition challenge, 2015',
  example: 'top_k(5)',
  args: {
    k: int('How many scores count.', { min: 1, default: 5 }),
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    ignore: ignoredLabel(-1),
  },
});
