import { adaptive_avgpool } from './adaptive-avgpool.ts';
import { adaptive_maxpool } from './adaptive-maxpool.ts';
import { avgpool } from './avgpool.ts';
import { avgpool1d } from './avgpool1d.ts';
import { avgpool3d } from './avgpool3d.ts';
import { fractional_maxpool } from './fractional-maxpool.ts';
import { global_avgpool } from './global-avgpool.ts';
import { global_maxpool } from './global-maxpool.ts';
import { lppool } from './lppool.ts';
import { maxpool } from './maxpool.ts';
import { maxpool1d } from './maxpool1d.ts';
import { maxpool3d } from './maxpool3d.ts';

export const poolingRuns = {
  maxpool,
  avgpool,
  maxpool1d,
  avgpool1d,
  maxpool3d,
  avgpool3d,
  global_avgpool,
  global_maxpool,
  adaptive_avgpool,
  adaptive_maxpool,
  fractional_maxpool,
  lppool,
};
