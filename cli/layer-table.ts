/** A graph as a table: every layer with its shape and cost. */
import type { Graph } from '../model/graph.ts';
import { formatExtents } from '../model/shape.ts';
import { bytes, count } from '../model/units.ts';
import { table } from './terminal/output.ts';

export function layerTable(graph: Graph): string {
  const inputs = graph.inputs.map(({ name, shape }) => [name, 'input', formatExtents(shape), '', '']);
  const layers = graph.layers.map(({ id, layer, output, params, macs }) => [
    id,
    layer,
    output === null ? '?' : formatExtents(output),
    params === 0 ? '' : count(params),
    macs === 0 ? '' : count(macs),
  ]);
  const head = ['name', 'layer', 'output', 'params', 'multiply-adds'];
  const rows = table([head, ...inputs, ...layers], new Set([3, 4]));
  const totals = `${count(graph.params)} parameters, ${count(graph.macs)} multiply-adds and ${bytes(graph.activationBytes)} of activations per image; ${bytes(graph.trainingBytes)} to train at batch ${graph.batch}`;
  return `${rows}\n\n${graph.model}: ${totals}`;
}
