/** The checked graph of a model: the document that `netwright graph --json` prints. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Graph, GraphSource } from '../../model/graph.ts';
import { pathOf } from '../workspace/uri.ts';
import type { Checked } from './document.ts';

/** One document, or an array where the file has several models and none is named. @throws ResponseError where there is none. */
export function graphOf({ analysis }: Checked, model?: string): Graph | Graph[] {
  const { models } = analysis;
  const found = models.filter(({ name }) => model === undefined || name === model);
  const [only, ...others] = found.map(({ graph }) => withPaths(graph));
  if (only !== undefined) return others.length === 0 ? only : [only, ...others];
  const names = models.map(({ name }) => name).join(', ');
  throw new ResponseError(
    ErrorCodes.InvalidParams,
    models.length === 0 ? 'This file has no model.' : `This file has no model ${model}; it has ${names}.`,
  );
}

/** Files as the command line names them. */
function withPaths(graph: Graph): Graph {
  const place = <P extends { readonly file: string }>(at: P): P => ({ ...at, file: pathOf(at.file) ?? at.file });
  const source = (from: GraphSource): GraphSource => ({ ...place(from), calls: from.calls.map(place) });
  const layers = graph.layers.map((layer) =>
    layer.source === undefined ? layer : { ...layer, source: source(layer.source) },
  );
  return { ...graph, layers };
}
