/** What every layer gives, behind its call: ` ⟶ 28×28×6 · 156 params`. */
import { type InlayHint, InlayHintKind, type Range as LspRange } from 'vscode-languageserver';
import { formatExtents, formatShape } from '../../model/shape.ts';
import { type Checked, contains } from './document.ts';
import { bytes, count } from './units.ts';

export function inlayHints({ document, analysis }: Checked, range: LspRange): InlayHint[] {
  const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const hints = analysis.models.flatMap(({ inputs, layers }) => [
    ...layers.map(({ call, entry, output }) => {
      const params = entry.params === 0 ? '' : ` · ${count(entry.params)} params`;
      const weights = entry.weights.map(({ name, shape }) => `${name} ${formatExtents(shape)}`);
      const costs = [
        `${count(entry.macs)} multiply-adds`,
        `${bytes(activation(entry.output))} of activations per image`,
      ];
      return { at: call.end, label: `⟶ ${formatShape(output)}${params}`, tooltip: [...weights, ...costs].join('\n') };
    }),
    ...inputs.map(({ range: call, shape }) => ({
      at: call.end,
      label: `⟶ ${formatShape(shape)}`,
      tooltip: `${bytes(activation(shape?.extents ?? null))} per image`,
    })),
  ]);
  return hints
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

/** Bytes of one float32 tensor. */
const activation = (extents: readonly (number | null)[] | null): number | null =>
  extents === null || extents.includes(null) ? null : 4 * (extents as number[]).reduce((a, b) => a * b, 1);
