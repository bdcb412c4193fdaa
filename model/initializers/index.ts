import { constant } from './constant.ts';
import { gaussian } from './gaussian.ts';
import { he } from './he.ts';
import { lecun } from './lecun.ts';
import { orthogonal } from './orthogonal.ts';
import { uniform } from './uniform.ts';
import { xavier } from './xavier.ts';
import { zeros } from './zeros.ts';

export const initializers = { zeros, constant, gaussian, uniform, xavier, he, lecun, orthogonal } as const;
