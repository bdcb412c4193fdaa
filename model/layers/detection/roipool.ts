import { size } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { regionMaps, regionsOf } from './regions.ts';

export const roipool = defineLayer({
  name: 'roipool',
  doc: 'Cuts each box out of a feature map at a fixed size: its corners are rounded to pixels, the box is divided into a grid and the largest value of each cell is taken. Feature maps flow in first, boxes last; of several maps each box takes one by its size, as for `roialign`, which does not round.',
  source: 'CS231n, detection and segmentation; Girshick, Fast R-CNN, 2015',
  example: 'roipool(7x7)',
  arity: 'many',
  args: { size: size('Height and width of what is cut out.', { min: 1 }) },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }) {
    const { count, channels, fault } = regionsOf('roipool', inputs);
    const output = regionMaps(count, args.size ?? [null, null], channels);
    return {
      output,
      saved: [{ name: 'winners', shape: output.extents, perSample: true }],
      global: true,
      ...(fault === null ? {} : { faults: [fault] }),
    };
  },
});
