import { crop } from './crop.ts';
import { maxunpool } from './maxunpool.ts';
import { pad } from './pad.ts';
import { pixel_shuffle } from './pixel-shuffle.ts';
import { pixel_unshuffle } from './pixel-unshuffle.ts';
import { upsample } from './upsample.ts';

export const resizingRuns = { upsample, maxunpool, pixel_shuffle, pixel_unshuffle, pad, crop };
