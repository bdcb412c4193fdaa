/** Batches of one input and one class for each sample. */
import type { Graph } from '../../model/graph.ts';
import { endOf } from '../network/heads.ts';
import type { Batch } from './batch.ts';

export function classBatch(graph: Graph, images: Float32Array, labels: Int32Array): Batch {
  return {
    count: labels.length,
    inputs: { [graph.inputs[0].name]: images },
    targets: { [endOf(graph, undefined).name]: { kind: 'classes', values: labels } },
  };
}

/** Samples whose highest score is their class; of equal scores the first counts. */
export function countCorrect(scores: Float32Array, labels: Int32Array): number {
  const classes = scores.length / labels.length;
  let correct = 0;
  for (let n = 0; n < labels.length; n++) {
    let best = n * classes;
    for (let i = best + 1; i < (n + 1) * classes; i++) if (scores[i] > scores[best]) best = i;
    if (best - n * classes === labels[n]) correct++;
  }
  return correct;
}
