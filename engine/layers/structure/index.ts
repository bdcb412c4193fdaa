import { add } from './add.ts';
import { concat } from './concat.ts';
import { flatten } from './flatten.ts';
import { gradient_stop } from './gradient-stop.ts';
import { identity } from './identity.ts';
import { max } from './max.ts';
import { mean } from './mean.ts';
import { multiply } from './multiply.ts';
import { permute } from './permute.ts';
import { prepend_token } from './prepend-token.ts';
import { reshape } from './reshape.ts';
import { select } from './select.ts';
import { slice } from './slice.ts';
import { split } from './split.ts';
import { to_sequence } from './to-sequence.ts';
import { zeros } from './zeros.ts';

export const structureRuns = {
  add,
  concat,
  flatten,
  gradient_stop,
  identity,
  max,
  mean,
  multiply,
  permute,
  prepend_token,
  reshape,
  select,
  slice,
  split,
  to_sequence,
  zeros,
};
