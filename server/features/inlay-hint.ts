/** What every layer gives, behind its call: `⟶ 28×28×6 · 156 params`. */
import { type InlayHint, InlayHintKind, type Range as LspRange } from 'vscode-languageserver';
import { formatExtents, formatShape } from '../../model/shape.ts';
import { count, tensorBytes } from '../../model/units.ts';
import type { AnalyzedLayer, AnalyzedModel } from '../language/index.ts';
import { type Checked, contains } from './document.ts';

export function inlayHints({ document, analysis }: Checked, range: LspRange): InlayHint[] {
  const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return analysis.models
    .flatMap(({ inputs, layers }) => [...inputs.map(ofInput), ...layers.map(ofLayer)])
    .filter(({ at }) => contains(visible, at))
    .sort((a, b) => a.at - b.at)
    .map(({ at, label, tooltip }) => ({
      position: document.positionAt(at),
      label,
      tooltip,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    }));
}

interface Hint {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}

const ofInput = ({ range, shape }: AnalyzedModel['inputs'][number]): Hint => ({
  at: range.end,
  label: `⟶ ${formatShape(shape)}`,
  tooltip: `${tensorBytes(shape?.extents ?? null)} per image`,
});

const ofLayer = ({ call, entry, output }: AnalyzedLayer): Hint => ({
  at: call.end,
  label: `⟶ ${formatShape(output)}${entry.params === 0 ? '' : ` · ${count(entry.params)} params`}`,
  tooltip: [
    ...entry.weights.map(({ name, shape }) => `${name} ${formatExtents(shape)}`),
    ...(entry.macs === 0 ? [] : [`${count(entry.macs)} multiply-adds`]),
    `${tensorBytes(entry.output)} of activations per image`,
  ].join('\n'),
});
