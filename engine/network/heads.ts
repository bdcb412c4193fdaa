/** What a network ends in: the outputs of the model by the names that targets, losses and files use. */
import type { Graph } from '../../model/graph.ts';

export interface End {
  /** The head, or of a model without heads the layer; of several ports `layer:port`. */
  readonly name: string;
  /** The reference of the output in the graph. */
  readonly reference: string;
}

export function endsOf({ heads, outputs }: Graph): readonly End[] {
  if (heads === undefined) return outputs.map((reference) => ({ name: reference, reference }));
  return heads.map(({ name, output }) => ({ name, reference: output }));
}

/** The end that a loss judges: the head it names, else the only one. */
export function endOf(graph: Graph, head: string | undefined): End {
  const ends = endsOf(graph);
  const found = head === undefined ? ends[0] : ends.find(({ name }) => name === head);
  if (found === undefined) throw new Error(`The model ${graph.model} has no head ${head}.`);
  return found;
}
