/** What every call gives, behind it: `⟶ 28×28×6 · 156 params`. */
import { type InlayHint, InlayHintKind, type Range as LspRange } from 'vscode-languageserver';
import { formatExtents, formatShape } from '../../model/shape.ts';
import { count, tensorBytes } from '../../model/units.ts';
import type { BlockSite, Instantiation, LayerInstance, LayerSite } from '../language/index.ts';
import { type Checked, contains } from './document.ts';
import { MARK, marked, Shown, variants } from './instances.ts';

export function inlayHints(checked: Checked, range: LspRange): InlayHint[] {
  const { document, analysis } = checked;
  const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const shown = new Shown(checked);
  const isVisible = ({ call }: LayerSite | BlockSite) => contains(visible, call.end);
  return [
    ...analysis.layers.filter(isVisible).map((site) => ofLayer(site, shown.layer(site))),
    ...analysis.calls.filter(isVisible).map((site) => ofBlock(site, shown.block(site))),
  ]
    .filter((hint) => hint !== null)
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

const shapeOf = ({ output }: LayerInstance | Instantiation) => formatShape(output);
const paramsOfLayer = ({ entry }: LayerInstance) => count(entry.params);
const paramsOfBlock = ({ params }: Instantiation) => count(params);

function ofLayer({ kind, call, instances }: LayerSite, instance: LayerInstance | null): Hint | null {
  if (instance === null) return null;
  const { entry } = instance;
  const shape = marked(instance, instances, shapeOf);
  const params = marked(instance, instances, paramsOfLayer);
  const perImage = `${tensorBytes(entry.output)}${kind === 'input' ? '' : ' of activations'} per image`;
  return {
    at: call.end,
    label: `⟶ ${shape}${entry.params === 0 ? '' : ` · ${params} params`}`,
    tooltip: [
      ...entry.weights.map(({ name, shape: extents }) => `${name} ${formatExtents(extents)}`),
      ...(entry.macs === 0 ? [] : [`${count(entry.macs)} multiply-adds`]),
      perImage,
      ...others(instances, shapeOf),
      ...others(instances, paramsOfLayer),
    ].join('\n'),
  };
}

function ofBlock({ call, instances }: BlockSite, instance: Instantiation | null): Hint | null {
  if (instance === null) return null;
  const shape = marked(instance, instances, shapeOf);
  const params = marked(instance, instances, paramsOfBlock);
  return {
    at: call.end,
    label: `⟶ ${shape}${instance.params === 0 ? '' : ` · ${params} params`}`,
    tooltip: [
      instance.title,
      ...(instance.macs === 0 ? [] : [`${count(instance.macs)} multiply-adds`]),
      ...others(instances, shapeOf),
      ...others(instances, paramsOfBlock),
    ].join('\n'),
  };
}

/** The values behind a mark. */
function others<I>(instances: readonly I[], textOf: (instance: I) => string): string[] {
  const all = variants(instances, textOf);
  return all.length < 2 ? [] : [`${MARK} ${all.join(', ')}`];
}
