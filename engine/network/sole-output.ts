import type { Graph } from '../../model/graph.ts';

/** The one output of a model that is trained by its scores, with the number of classes. */
export function soleOutput(graph: Graph): { readonly id: string; readonly classes: number } {
  const { model, inputs, outputs, layers } = graph;
  if (inputs.length !== 1)
    throw new Error(`The model ${model} has ${inputs.length} inputs; only models with one can run so far.`);
  const [id] = outputs;
  const output = layers.find((layer) => layer.id === id)?.output ?? null;
  if (id === undefined || outputs.length !== 1)
    throw new Error(`The model ${model} has ${outputs.length} outputs; only models with one can run so far.`);
  if (output === null || output.length !== 1 || output[0] === null)
    throw new Error(`The output ${id} of the model ${model} is not a vector of scores; end it with flatten and dense.`);
  return { id, classes: output[0] };
}
