/** What rules look at: the analysis so far, the networks, the trains, and the text to place findings and fixes in. */
import type { GraphLayer } from '../../../model/graph.ts';
import type { BlockSite, LayerInstance, LayerSite, NamedThing, Range } from '../analysis.ts';
import type { Lines } from '../lines.ts';
import type { FileTree } from '../syntax/tree.ts';
import { Edits } from './edits.ts';
import type { Network } from './network.ts';
import type { DataSetView, TrainView } from './trains.ts';

export interface ContextParts {
  readonly file: string;
  readonly text: string;
  readonly tree: FileTree;
  readonly lines: Lines;
  readonly names: readonly NamedThing[];
  readonly sites: readonly LayerSite[];
  readonly calls: readonly BlockSite[];
  /** The models at their defaults, and blocks that nothing calls, run with nothing known; only sound ones. */
  readonly networks: readonly Network[];
  readonly trains: readonly TrainView[];
  readonly data: readonly DataSetView[];
  /** Whether nothing within the range is an error. */
  isSound(range: Range): boolean;
}

export class LintContext {
  readonly parts: ContextParts;
  #networkOf: Map<GraphLayer, Network> | undefined;
  #sitesOf: Map<string, LayerSite[]> | undefined;
  #edits: Edits | undefined;
  #siteAt: Map<string, LayerSite> | undefined;

  constructor(parts: ContextParts) {
    this.parts = parts;
  }

  get edits(): Edits {
    this.#edits ??= new Edits(this.parts.text, this.parts.tree);
    return this.#edits;
  }

  networkOf({ entry }: LayerInstance): Network | undefined {
    const { networks } = this.parts;
    if (networks.length === 1) return networks[0]?.maker(entry.id) === entry ? networks[0] : undefined;
    this.#networkOf ??= new Map(
      networks.flatMap((network) => network.layers.map((layer) => [layer, network] as const)),
    );
    return this.#networkOf.get(entry);
  }

  /** Calls by the layer that they make, in order: most rules ask for a few kinds. */
  #sites(): ReadonlyMap<string, readonly LayerSite[]> {
    if (this.#sitesOf !== undefined) return this.#sitesOf;
    const found = new Map<string, LayerSite[]>();
    for (const site of this.parts.sites) {
      const layer = site.instances[0]?.entry.layer;
      if (layer === undefined) continue;
      const known = found.get(layer);
      if (known === undefined) found.set(layer, [site]);
      else known.push(site);
    }
    this.#sitesOf = found;
    return found;
  }

  /** The call in this file that made a layer, be it of a train's own evaluation; `null` where it stands in another file. */
  siteOf({ source }: GraphLayer): LayerSite | null {
    if (source === undefined || source.file !== this.parts.file) return null;
    this.#siteAt ??= new Map(
      this.parts.sites.map((site) => {
        const { line, column } = this.parts.lines.position(site.call.start);
        return [`${line}:${column}`, site];
      }),
    );
    return this.#siteAt.get(`${source.line}:${source.column}`) ?? null;
  }

  /** Where in this file a layer comes from: its own call, else the call of the block that has it. */
  placeOf(layer: GraphLayer): Range | null {
    const site = this.siteOf(layer);
    if (site !== null) return site.callee;
    const { file, calls, lines } = { ...this.parts, calls: layer.source?.calls ?? [] };
    const call = calls.findLast((place) => place.file === file);
    if (call === undefined) return null;
    const start = lines.start(call.line) + call.column - 1;
    return this.parts.calls.find((site2) => site2.call.start === start)?.callee ?? null;
  }

  /**
   * The calls of layers in this file of which something holds whatever becomes of them: in every instantiation of the
   * block that they stand in, and in every round of a loop.
   */
  *everywhere<T>(
    layers: ReadonlySet<string>,
    holds: (layer: GraphLayer, network: Network, instance: LayerInstance) => T | null,
  ): Iterable<{ readonly site: LayerSite; readonly found: readonly T[] }> {
    for (const [layer, sites] of this.#sites()) {
      if (!layers.has(layer)) continue;
      for (const site of sites) {
        const found: T[] = [];
        for (const instance of site.instances) {
          const network = this.networkOf(instance);
          const result = network === undefined ? null : holds(instance.entry, network, instance);
          if (result === null) break;
          found.push(result);
        }
        if (found.length === site.instances.length) yield { site, found };
      }
    }
  }
}
