/** Advice on what is sound: a network with errors has other worries, and half of it may not be there. */

import type { DataFacts } from '../../../formats/facts/index.ts';
import type { Graph } from '../../../model/graph.ts';
import type { BlockSite, Diagnostic, LayerSite, NamedThing, Range } from '../analysis.ts';
import { levelIn, type ProjectConfig } from '../config/config.ts';
import type { Budget } from '../evaluate/budget.ts';
import type { FileScope } from '../evaluate/values.ts';
import type { SourceFile } from '../library.ts';
import type { DataItem, ModelItem, TrainItem } from '../syntax/tree.ts';
import { LintContext } from './context.ts';
import { lintRules } from './index.ts';
import { Network } from './network.ts';
import { viewDataSet, viewTrain } from './trains.ts';

export interface LintRequest {
  readonly source: SourceFile;
  readonly scope: FileScope;
  readonly names: readonly NamedThing[];
  readonly sites: readonly LayerSite[];
  readonly calls: readonly BlockSite[];
  /** Models at their defaults, and blocks that nothing calls, run with nothing known. */
  readonly evaluated: readonly (readonly [ModelItem, { graph(): Graph; readonly whole: boolean }])[];
  /** With the graph at its own arguments where a train is complete. */
  readonly trains: readonly (readonly [TrainItem, { readonly graph: Graph } | null])[];
  /** What has been found wrong so far. */
  readonly faults: readonly Diagnostic[];
  readonly config: ProjectConfig;
  readonly budget: Budget;
  factsOf(data: DataItem): DataFacts | null;
}

export function lint(request: LintRequest): Diagnostic[] {
  const { config } = request;
  const context = contextOf(request);
  return Object.values(lintRules).flatMap(({ code, level, check }) => {
    const severity = levelIn(config, code, level);
    if (severity === 'off') return [];
    const found = new Map<number, Diagnostic>();
    for (const { at, message, fixes = [], related = [] } of check(context)) {
      const { start, end } = at;
      // Several networks and stages come by the same place; the first says it.
      if (!found.has(start)) found.set(start, { code, severity, message, start, end, fixes, related });
    }
    return [...found.values()];
  });
}

function contextOf(request: LintRequest): LintContext {
  const { source, scope, names, sites, calls, evaluated, trains, faults, factsOf, budget } = request;
  const { file, text, tree, lines } = source;
  const errors = faults.filter(({ severity }) => severity === 'error');
  const isSound = ({ start, end }: Range) => !errors.some((found) => found.start >= start && found.start <= end);
  const blocksSound = tree.items.every((item) => item.kind !== 'block' || isSound(item));
  const networks = new Map<ModelItem, Network>();
  for (const [item, { graph, whole }] of evaluated)
    if (blocksSound && isSound(item)) networks.set(item, new Network(graph(), whole));
  const networkOf = ({ model }: TrainItem, job: { readonly graph: Graph } | null): Network | null => {
    if (job !== null) return new Network(job.graph);
    const own = [...networks].find(([{ kind, name }]) => kind === 'model' && name?.text === model?.text);
    return own?.[1] ?? null;
  };
  return new LintContext({
    file,
    text,
    tree,
    lines,
    names,
    sites,
    calls,
    networks: [...networks.values()],
    trains: trains.flatMap(([item, job]) =>
      isSound(item) ? [viewTrain(item, networkOf(item, job), { scope, factsOf, budget })] : [],
    ),
    data: tree.items.flatMap((item) =>
      item.kind === 'data' && isSound(item) ? [viewDataSet(item, { scope, factsOf, budget })] : [],
    ),
    isSound,
  });
}
