import { defineLayer } from '../spec.ts';
import { adaptiveArguments, inferAdaptive } from './adaptive.ts';

export const adaptive_maxpool = defineLayer({
  name: 'adaptive_maxpool',
  doc: 'The largest value of windows that divide any image into the same number of rows and columns, so that what follows sees one size. Output i of n covers the inputs from ⌊i·in/n⌋ up to ⌈(i + 1)·in/n⌉, as in PyTorch (AdaptiveMaxPool2d); windows may overlap by one, and where the output is larger than the input values repeat.',
  source: 'He et al., 2014 (spatial pyramid pooling)',
  example: 'adaptive_maxpool(7x7)',
  args: adaptiveArguments,
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) => inferAdaptive('adaptive_maxpool', context),
});
