/** Patterns of layers in settings: each has to mean a layer that learns. */

import type { Severity } from '../../../model/catalog/fault.ts';
import type { Graph } from '../../../model/graph.ts';
import { learningLayers, matches } from '../../../model/patterns.ts';
import type { Range } from '../analysis.ts';
import type { ReadCall } from './callables.ts';
import { nearest, type Reporter } from './reporter.ts';
import type { Pattern } from './setting-values.ts';

export function checkPatterns(
  patterns: readonly Pattern[],
  graph: Graph,
  reporter: Reporter,
  severity: Severity = 'error',
): void {
  for (const { text, at } of patterns) {
    if (learningLayers(graph, text).length > 0) continue;
    const idle = graph.layers.filter(({ id }) => matches(text, id));
    const ids = graph.layers
      .filter(({ params, sharedWith }) => params !== 0 && sharedWith === undefined)
      .map(({ id }) => id);
    if (idle[0] !== undefined) {
      const message = `"${text}" matches ${idle[0].id}, which has nothing to learn.`;
      reporter.say('pattern-without-layer', at, message, { severity });
      continue;
    }
    const near = nearestPattern(text, ids);
    const message = `No layer of ${graph.model} matches "${text}". ${there(ids, near)}`;
    reporter.say('pattern-without-layer', at, message, { severity, fixes: replace(at, near) });
  }
}

/** What is left out or asked for when weights are loaded: a pattern that means nothing is probably a slip. */
export function checkLoad({ given }: ReadCall, graph: Graph, reporter: Reporter): void {
  for (const name of ['except', 'only'] as const) {
    const value = given.get(name)?.value;
    const elements = value?.kind === 'list' ? value.elements : [];
    const patterns = elements.flatMap((at) => (at.kind === 'string' ? [{ text: at.value, at }] : []));
    checkPatterns(patterns, graph, reporter, 'warning');
  }
}

/** Scopes and layers, the nearest first. */
function there(ids: readonly string[], near: string | undefined): string {
  if (ids.length === 0) return 'None of its layers learns.';
  if (near !== undefined) return `Is "${near}" meant?`;
  const shown = ids.slice(0, MOST_NAMED).join(', ');
  return `Layers that learn are ${shown}${ids.length > MOST_NAMED ? `, … ${ids.at(-1)}` : ''}.`;
}

const MOST_NAMED = 6;

/** The pattern with the part before its star, or the whole of it, put right. */
function nearestPattern(pattern: string, ids: readonly string[]): string | undefined {
  const stem = /^(.*?)(\.?\*)$/.exec(pattern);
  const written = stem?.[1] ?? pattern;
  const near = nearest(written, new Set(ids.flatMap(prefixes)));
  if (near === undefined) return undefined;
  if (stem !== null) return near + (stem[2] ?? '');
  // A scope alone is no layer.
  return ids.includes(near) ? near : `${near}.*`;
}

/** `layer1.0.conv1` and the scopes around it. */
const prefixes = (id: string): string[] => id.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));

const replace = ({ start, end }: Range, near: string | undefined) =>
  near === undefined ? [] : [{ title: `Replace by "${near}"`, changes: [{ start, end, text: `"${near}"` }] }];
