import type { GraphLayer, GraphSource } from '../../../model/graph.ts';
import type { Range } from '../analysis.ts';
import type { LintContext } from './context.ts';
import type { Network } from './network.ts';
import { defineRule, type Finding } from './rule.ts';

export const unusedLayer = defineRule({
  code: 'unused-layer',
  level: 'warning',
  title: 'A layer, branch or input whose result goes nowhere',
  what: 'What a layer makes leads to no output of the model: no layer behind it uses it, or none that does is used itself. A layer of a block is named where this is so whenever the block runs; where all of a block is left over, its call is. An input that no layer takes is named too.',
  why: 'The layer costs time and memory and learns nothing, as no gradient reaches it. Often a branch was meant to be joined to the others, or the next flow should have started from its name.',
  source: 'CS231n, lecture 4',
  example: `model Net {
  input(image, 32x32x3)
  wide = image -> conv(32, 5x5, pad=2)
  narrow = image -> conv(32, 3x3, pad=1)
  relu
  global_avgpool
  dense(10)
}
`,
  instead: `model Net {
  input(image, 32x32x3)
  wide = image -> conv(32, 5x5, pad=2)
  narrow = image -> conv(32, 3x3, pad=1)
  [wide, narrow] -> concat
  relu
  global_avgpool
  dense(10)
}
`,
  *check(context) {
    const lives = context.parts.networks.map((network) => ({ network, living: network.living() }));
    const idle = ({ network: { graph, layers, whole }, living }: (typeof lives)[number]) =>
      whole && (graph.inputs.some(({ name }) => !living.has(name)) || layers.some(({ id }) => !living.has(id)));
    if (!lives.some(idle)) return;
    // A call counts as used if it is in any network, any instantiation and any round of a loop.
    const alive = new Set<string>();
    for (const { network, living } of lives)
      for (const { id, source } of network.layers) if (living.has(id) && source !== undefined) markPath(source, alive);
    for (const { network, living } of lives) {
      // What a condition decides that is not known could be what uses it.
      if (!network.whole) continue;
      yield* deadLayers(network, living, alive, context);
      yield* deadInputs(network, living, context);
    }
  },
});

const at = ({ file, line, column }: GraphSource['calls'][number]): string => `${file}:${line}:${column}`;

/** A layer and all calls of blocks that led to it. */
function markPath(source: GraphSource, alive: Set<string>): void {
  for (const call of source.calls) alive.add(at(call));
  alive.add(at(source));
}

function* deadLayers(
  network: Network,
  living: ReadonlySet<string>,
  alive: ReadonlySet<string>,
  context: LintContext,
): Iterable<Finding> {
  for (const layer of network.layers) {
    if (living.has(layer.id) || network.users(layer.id).length > 0 || layer.source === undefined) continue;
    // The outermost call that is left over as a whole, else the layer.
    const place = [...layer.source.calls, layer.source].find((call) => !alive.has(at(call)));
    if (place === undefined || place.file !== context.parts.file) continue;
    const range = rangeAt(place, context);
    if (range === null) continue;
    const name = context.edits.text(range);
    const lost = leadingOnlyTo(layer, network, living);
    const others = lost === 2 ? 'the layer that leads' : `the ${lost - 1} layers that lead`;
    const more = lost > 1 ? ` and ${others} only there` : '';
    const { model } = network.graph;
    const message = `Nothing uses what ${name} makes${more}: it leads to no output of ${model}. Join it, start the next flow from its name, or leave it out.`;
    yield { at: range, message };
  }
}

function* deadInputs(network: Network, living: ReadonlySet<string>, context: LintContext): Iterable<Finding> {
  const { graph } = network;
  for (const { name } of graph.inputs) {
    if (living.has(name) || network.users(name).length > 0) continue;
    const thing = context.parts.names.find(
      (known) => known.kind === 'input' && known.name === name && inModel(known.definition, graph.model, context),
    );
    if (thing === undefined) continue;
    const message = `No layer of ${graph.model} takes ${name}. Start a flow with ${name} -> …, or leave it out.`;
    yield { at: thing.definition, message };
  }
}

function inModel({ start }: Range, model: string, { parts }: LintContext): boolean {
  return parts.tree.items.some(
    (item) => item.kind === 'model' && item.name?.text === model && item.start <= start && start < item.end,
  );
}

function rangeAt({ line, column }: GraphSource['calls'][number], { parts }: LintContext): Range | null {
  const start = parts.lines.start(line) + column - 1;
  const site = [...parts.sites, ...parts.calls].find(({ call }) => call.start === start);
  return site?.callee ?? null;
}

/** How many layers are computed for this one alone, itself included. */
function leadingOnlyTo(end: GraphLayer, network: Network, living: ReadonlySet<string>): number {
  const found = new Set<GraphLayer>([end]);
  for (const layer of found) {
    for (const reference of layer.inputs) {
      const maker = network.maker(reference);
      if (maker !== null && !living.has(maker.id)) found.add(maker);
    }
  }
  return found.size;
}
