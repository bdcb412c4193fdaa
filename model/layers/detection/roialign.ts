import { int, size } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { regionMaps, regionsOf } from './regions.ts';

export const roialign = defineLayer({
  name: 'roialign',
  doc: 'Cuts each box out of a feature map at a fixed size, by bilinear interpolation at points that are not rounded. Feature maps flow in first, boxes last. Of several maps, finest first, a box of height h and width w takes the one at level ⌊4 + log₂(√(h·w)/224)⌋ of a pyramid that starts at level 2 (Lin et al.). Boxes are not shifted by half a pixel, as in torchvision (`aligned=False`).',
  source: 'CS231n, detection and segmentation; He et al., Mask R-CNN, 2017; Lin et al., Feature pyramid networks, 2017',
  example: 'roialign(14x14)',
  arity: 'many',
  args: {
    size: size('Height and width of what is cut out.', { min: 1 }),
    sampling: int('Points along each side of an output cell; 0: as many as the cell has pixels.', {
      min: 0,
      default: 2,
    }),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }) {
    const { count, channels, fault } = regionsOf('roialign', inputs);
    return {
      output: regionMaps(count, args.size ?? [null, null], channels),
      saved: [{ name: 'boxes', shape: [count, 4], perSample: true }],
      global: true,
      ...(fault === null ? {} : { faults: [fault] }),
    };
  },
});
