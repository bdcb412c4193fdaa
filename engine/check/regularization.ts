import type { Call } from '../../model/catalog/arguments.ts';
import { type CheckContext, type Finding, firstBatches, firstStage, freshNetwork } from './finding.ts';

/** Taken where the training has none. */
const SOME: Call = { name: 'l2', args: { weight: 1e-3 } };
const STRONGER = 10;

/** The loss with regularization is above that without, and further up with more of it. */
export async function regularizationRaises(context: CheckContext): Promise<Finding> {
  const stage = firstStage(context);
  const own = stage.regularizers.filter(({ args }) => typeof args.weight === 'number' && args.weight > 0);
  const taken = own.length > 0 ? own : [SOME];
  const stronger = taken.map(({ name, args }) => ({
    name,
    args: { ...args, weight: STRONGER * (args.weight as number) },
  }));
  const [batch] = await firstBatches(context, stage.batch, 1);
  const totals: number[] = [];
  for (const regularizers of [[], taken, stronger]) {
    const network = await freshNetwork(context, { regularizers });
    const { loss, regularization } = await network.gradientStep(batch, 1);
    totals.push(loss + regularization);
    network.dispose();
  }
  const [without, some, more] = totals;
  const rises = without < some && some < more;
  const names = taken.map(({ name, args }) => `${name}(${args.weight})`).join(' + ');
  return {
    verdict: rises ? 'right' : 'wrong',
    message: `${without.toFixed(4)} without, ${some.toFixed(4)} with ${names}${own.length > 0 ? '' : ' (the training has none)'}, ${more.toFixed(4)} with ${STRONGER} times as much${rises ? '' : '; it has to rise'}`,
    values: { without, with: some, stronger: more },
  };
}
