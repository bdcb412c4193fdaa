import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const identity = written<typeof layers.identity>({
  forward: ({ x }) => x,
  backward: ({ dy }) => ({ input: () => dy }),
});
