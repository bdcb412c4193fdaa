/** How every regularizer of the catalog runs. */
import type { Runs } from '../coverage.ts';
import { elastic } from './elastic.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { max_norm } from './max-norm.ts';
import type { RegularizerRun } from './regularizer-run.ts';

const regularizers: { readonly [R in Runs<'regularizer'>]: RegularizerRun } = { l1, l2, elastic, max_norm };

export const regularizerRun = (name: string): RegularizerRun => regularizers[name as Runs<'regularizer'>];
