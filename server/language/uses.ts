/**
 * What the blocks of a file become in the files that import it: an instantiation for each time a model there runs one.
 * A file that holds only blocks knows of no shapes by itself.
 */
import type { Analysis, AnalyzedBlock, BlockSite, Instantiation, LayerSite, NameValue } from './analysis.ts';
import { defaultConfig, type ProjectConfig } from './config/config.ts';
import { analyzedBlock } from './evaluate/analyzed-block.ts';
import { Budget } from './evaluate/budget.ts';
import { factsByItem } from './evaluate/facts.ts';
import { evaluateModel } from './evaluate/model.ts';
import { Recorder } from './evaluate/recorder.ts';
import { Reporter } from './evaluate/reporter.ts';
import type { Library } from './library.ts';
import { openScope } from './scope.ts';

/** Of one file with models; places are in the file of the blocks. */
export interface Uses extends Pick<Analysis, 'blocks' | 'layers' | 'calls' | 'values'> {
  /** The files that the one with the models imports from, directly and through others. */
  readonly imports: readonly string[];
}

export interface UsesOptions {
  readonly library: Library;
  readonly config?: ProjectConfig;
  /** Whether this is the file of the blocks, by the name that it was read under. */
  isOfBlocks(file: string): boolean;
}

/** Runs the models of a file at their defaults. Says nothing of what is wrong: that stands in the file itself. */
export function usesIn(file: string, text: string, options: UsesOptions): Uses {
  const { library, config = defaultConfig, isOfBlocks } = options;
  const source = library.of(file, text);
  const { scope, imports } = openScope(source, library, () => {});
  const blocksFile = imports.find(isOfBlocks);
  const from = blocksFile === undefined ? null : library.open(blocksFile);
  if (from === null || 'problem' in from) return { imports, blocks: [], layers: [], calls: [], values: new Map() };
  const recorder = new Recorder();
  const budget = new Budget(config.limits.mostLayers);
  const runs = source.tree.items.flatMap((item) => {
    if (item.kind !== 'model') return [];
    const request = {
      file: from.file,
      scope,
      reporter: new Reporter(),
      recorder,
      limits: config.limits,
      budget,
      linesOf: (of: string, its: string) => library.of(of, its).lines,
      factsOf: factsByItem(scope, () => null, budget),
    };
    return evaluateModel(item, request).runs;
  });
  const { layers, calls, values } = recorder;
  const blocks = from.tree.items.flatMap((item) => (item.kind === 'block' ? analyzedBlock(item, runs) : []));
  return { imports, blocks, layers, calls, values };
}

/**
 * The analysis of a file of blocks with what they are elsewhere: behind the instantiations of its own models, and in
 * place of what is known of a block that none of them runs.
 */
export function withUses(analysis: Analysis, uses: readonly Uses[]): Analysis {
  const used = analysis.blocks.filter(({ nameRange }) =>
    uses.some(({ blocks }) => (blockAt(blocks, nameRange.start)?.instantiations.length ?? 0) > 0),
  );
  if (used.length === 0) return analysis;
  const isUsed = (at: number) => used.some(({ range }) => range.start <= at && at < range.end);
  // A block that no model of the file runs was tried by itself, with nothing known.
  const tried = new Map<Instantiation | null, boolean>([[null, true]]);
  const isTried = (one: Instantiation | null): boolean => {
    const known = tried.get(one);
    if (known !== undefined || one === null) return known ?? true;
    const isIt =
      one.caller === null
        ? !analysis.models.some(({ range }) => range.start <= one.call.start && one.call.start < range.end)
        : isTried(one.caller);
    tried.set(one, isIt);
    return isIt;
  };
  const layers = mergedSites<LayerSite>(
    analysis.layers,
    uses.map((use) => use.layers),
    isUsed,
    ({ instantiation }) => isTried(instantiation),
  );
  const calls = mergedSites<BlockSite>(
    analysis.calls,
    uses.map((use) => use.calls),
    isUsed,
    ({ caller }) => isTried(caller),
  );
  const blocks = analysis.blocks.map((block): AnalyzedBlock => {
    if (!used.includes(block)) return block;
    const elsewhere = uses.flatMap((use) => blockAt(use.blocks, block.nameRange.start)?.instantiations ?? []);
    return { ...block, instantiations: [...block.instantiations.filter((one) => !isTried(one)), ...elsewhere] };
  });
  const isOnlyElsewhere = (at: number) =>
    used.some(
      ({ range, instantiations }) => range.start <= at && at < range.end && instantiations.every((one) => isTried(one)),
    );
  return { ...analysis, layers, calls, blocks, values: mergedValues(analysis.values, uses, isUsed, isOnlyElsewhere) };
}

const blockAt = (blocks: readonly AnalyzedBlock[], at: number) =>
  blocks.find(({ nameRange }) => nameRange.start === at);

function mergedSites<S extends LayerSite | BlockSite>(
  own: readonly S[],
  others: readonly (readonly S[])[],
  isUsed: (at: number) => boolean,
  isTried: (instance: S['instances'][number]) => boolean,
): S[] {
  const merged = new Map<number, S>();
  for (const site of own) {
    const { start } = site.call;
    const instances = isUsed(start) ? site.instances.filter((instance) => !isTried(instance)) : site.instances;
    merged.set(start, { ...site, instances });
  }
  for (const site of others.flat()) {
    const { start } = site.call;
    if (!isUsed(start)) continue;
    const before = merged.get(start);
    merged.set(start, before === undefined ? site : { ...before, instances: [...before.instances, ...site.instances] });
  }
  return [...merged.values()]
    .filter(({ instances }) => instances.length > 0)
    .sort((a, b) => a.call.start - b.call.start);
}

function mergedValues(
  own: Analysis['values'],
  uses: readonly Uses[],
  isUsed: (at: number) => boolean,
  isOnlyElsewhere: (at: number) => boolean,
): Analysis['values'] {
  const merged = new Map<number, NameValue>([...own].filter(([at]) => !isOnlyElsewhere(at)));
  for (const [at, value] of uses.flatMap(({ values }) => [...values])) {
    if (!isUsed(at)) continue;
    const before = merged.get(at);
    if (before === undefined) merged.set(at, value);
    else if (value.varies || value.text !== before.text) merged.set(at, { ...before, varies: true });
  }
  return merged;
}
