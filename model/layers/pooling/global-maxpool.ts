import { defineLayer } from '../spec.ts';
import { globalArguments, inferGlobal } from './global.ts';

export const global_maxpool = defineLayer({
  name: 'global_maxpool',
  doc: 'The largest value of each channel over the whole image: height × width × channels becomes a vector of channels, whatever the size. Volumes and steps × features likewise ("max over time"); a sequence or list of images is pooled image by image. PyTorch writes AdaptiveMaxPool2d(1) and flatten, Keras GlobalMaxPooling2D.',
  source: 'Oquab et al., 2015; over time: Collobert and Weston, 2008',
  example: 'global_maxpool',
  args: globalArguments,
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) => inferGlobal('global_maxpool', context),
});
