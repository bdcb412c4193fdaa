/**
 * A graph that plans the memory of its training when it is asked for it, once: for hundreds of layers that takes longer
 * than everything else. A class, as V8 keeps an object literal with a getter, and all that it leads to, until its next
 * full collection. It is copied by `toJSON`: spreading it leaves the memory out.
 */
import type { Graph } from './graph.ts';
import { planTraining } from './plan.ts';
import type { Extent } from './shape.ts';

export class PlannedGraph implements Graph {
  readonly version = 1;
  readonly model: string;
  readonly inputs: Graph['inputs'];
  readonly layers: Graph['layers'];
  readonly outputs: readonly string[];
  declare readonly heads?: NonNullable<Graph['heads']>;
  readonly params: Extent;
  readonly trainable: Extent;
  readonly macs: Extent;
  readonly activationBytes: Extent;
  readonly batch: number;
  #trainingBytes: Extent | undefined;

  constructor({ heads, ...graph }: Omit<Graph, 'version' | 'trainingBytes'>) {
    this.model = graph.model;
    this.inputs = graph.inputs;
    this.layers = graph.layers;
    this.outputs = graph.outputs;
    if (heads !== undefined) this.heads = heads;
    this.params = graph.params;
    this.trainable = graph.trainable;
    this.macs = graph.macs;
    this.activationBytes = graph.activationBytes;
    this.batch = graph.batch;
  }

  get trainingBytes(): Extent {
    if (this.#trainingBytes === undefined) this.#trainingBytes = planTraining(this, this.batch)?.bytes.total ?? null;
    return this.#trainingBytes;
  }

  toJSON(): Graph {
    const { batch, ...rest }: Omit<Graph, 'trainingBytes'> = this;
    return { ...rest, trainingBytes: this.trainingBytes, batch };
  }
}
