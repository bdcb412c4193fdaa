import type { GraphLayer } from './graph.ts';

/** What others call the outputs of a layer: its id, or `id:port` of each of several. */
export const referencesOf = ({ id, outputs }: GraphLayer): readonly string[] =>
  outputs === undefined ? [id] : outputs.map(({ port }) => `${id}:${port}`);
