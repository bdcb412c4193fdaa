import { norm } from './norm.ts';
import { value } from './value.ts';

export const clippings = { norm, value } as const;
