/** Which loss judges which output of a network. */
import type { GraphLayer } from '../../../model/graph.ts';
import { headsOf } from '../../../model/heads.ts';
import type { Shape } from '../../../model/shape.ts';
import type { LossCall, TrainView } from './trains.ts';

export interface JudgedHead {
  readonly loss: LossCall;
  /** The layer whose output the loss is given. */
  readonly layer: GraphLayer;
  readonly shape: Shape | null;
}

/** Each loss of a train with the layer that it judges; what cannot be told is left out. */
export function judgedHeads({ network, parts }: TrainView): JudgedHead[] {
  if (network === null) return [];
  const heads = headsOf(network.graph);
  return parts.flatMap((part) =>
    part.losses().terms.flatMap((loss) => {
      const own = heads.find(({ name }) => name === loss.head) ?? (heads.length === 1 ? heads[0] : undefined);
      return own?.layer == null ? [] : [{ loss, layer: own.layer, shape: own.shape }];
    }),
  );
}
