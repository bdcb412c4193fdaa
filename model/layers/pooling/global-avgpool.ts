import { defineLayer } from '../spec.ts';
import { globalArguments, inferGlobal } from './global.ts';

export const global_avgpool = defineLayer({
  name: 'global_avgpool',
  doc: 'The mean of each channel over the whole image: height × width × channels becomes a vector of channels, whatever the size. Volumes and steps × features likewise; a sequence or list of images is pooled image by image. PyTorch writes AdaptiveAvgPool2d(1) and flatten, Keras GlobalAveragePooling2D.',
  source: 'Lin, Chen and Yan, 2014 (Network in Network)',
  example: 'global_avgpool',
  args: globalArguments,
  keeps: [],
  memory: 'own',
  infer: (context) => inferGlobal('global_avgpool', context),
});
