/** Batches of one input and one class for each sample. */
import type { Graph } from '../../model/graph.ts';
import { endOf } from '../network/heads.ts';
import type { Batch } from './batch.ts';
import { likeliest } from './likeliest.ts';

export function classBatch(graph: Graph, images: Float32Array, labels: Int32Array): Batch {
  return {
    count: labels.length,
    inputs: { [graph.inputs[0].name]: images },
    targets: { [endOf(graph, undefined).name]: { kind: 'classes', values: labels } },
  };
}

/** Samples whose highest score is their class; of equal scores the first counts. */
export function countCorrect(scores: Float32Array, labels: Int32Array): number {
  const found = likeliest(scores, scores.length / labels.length);
  return labels.reduce((correct, label, n) => (found[n] === label ? correct + 1 : correct), 0);
}
