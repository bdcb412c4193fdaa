/** What every call gives, behind it: `⟶ 28×28×6 · 156 params`. */
import { type InlayHint, InlayHintKind, type Range as LspRange } from 'vscode-languageserver';
import { formatExtents, formatShape, type Shape } from '../../model/shape.ts';
import { count, tensorBytes } from '../../model/units.ts';
import type { BlockSite, Instantiation, LayerInstance, LayerSite } from '../language/index.ts';
import { argumentHints } from './argument-hint.ts';
import { type Checked, contains } from './document.ts';
import { defaultHints, type HintSettings } from './hint-settings.ts';
import { MARK, marked, Shown, variants } from './instances.ts';

export function inlayHints(checked: Checked, range: LspRange, settings: HintSettings = defaultHints): InlayHint[] {
  const { document, analysis } = checked;
  const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const shown = new Shown(checked);
  const isVisible = ({ call }: LayerSite | BlockSite) => contains(visible, call.end);
  const results = [
    ...analysis.layers.filter(isVisible).map((site) => ofLayer(site, shown.layer(site), settings)),
    ...analysis.calls.filter(isVisible).map((site) => ofBlock(site, shown.block(site), settings)),
  ]
    .filter((hint) => hint !== null)
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, label, tooltip }): InlayHint => ({
        position: document.positionAt(at),
        label,
        tooltip,
        kind: InlayHintKind.Type,
        paddingLeft: true,
      }),
    );
  return settings.arguments ? [...results, ...argumentHints(checked, visible)] : results;
}

interface Hint {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}

/** A part of a hint, or `null` where there is nothing to say. */
type Part<I> = (instance: I) => string | null;

const unlessNone = (value: number | null): string | null => (value === 0 ? null : count(value));

function ofLayer(site: LayerSite, instance: LayerInstance | null, settings: HintSettings): Hint | null {
  const { kind, call, instances } = site;
  if (instance === null || (instance.instantiation !== null && !isKnown(instance.output))) return null;
  const label = labelOf(instance, instances, [
    [settings.shapes, ({ output }) => formatShape(output), (text) => `⟶ ${text}`],
    [settings.params, ({ entry }) => unlessNone(entry.params), (text) => `${text} params`],
    [settings.macs, ({ entry }) => unlessNone(entry.macs), (text) => `${text} MACs`],
    [settings.activations, ({ entry }) => tensorBytes(entry.output), (text) => text],
    [settings.receptiveField && kind !== 'input', fieldOf, (text) => `sees ${text}`],
  ]);
  if (label === '') return null;
  const { entry } = instance;
  return {
    at: call.end,
    label,
    get tooltip() {
      return [
        ...entry.weights.map(({ name, shape }) => `${name} ${formatExtents(shape)}`),
        ...(entry.macs === 0 ? [] : [`${count(entry.macs)} multiply-adds`]),
        `${tensorBytes(entry.output)}${kind === 'input' ? '' : ' of activations'} per image`,
        ...others(instances, ({ output }) => formatShape(output)),
        ...others(instances, (one) => count(one.entry.params)),
      ].join('\n');
    },
  };
}

/** In a block that nothing calls with a known tensor there is nothing to tell. */
const isKnown = (shape: Shape | null): boolean => shape?.extents.some((extent) => extent !== null) ?? false;

const fieldOf: Part<LayerInstance> = ({ entry }) =>
  entry.output === null || entry.output.includes(null) ? null : (entry.receptiveField?.join('×') ?? 'everything');

function ofBlock({ call, instances }: BlockSite, instance: Instantiation | null, settings: HintSettings): Hint | null {
  if (instance === null || (instance.caller !== null && !isKnown(instance.output))) return null;
  const label = labelOf(instance, instances, [
    [settings.shapes, ({ output }) => formatShape(output), (text) => `⟶ ${text}`],
    [settings.params, ({ params }) => unlessNone(params), (text) => `${text} params`],
    [settings.macs, ({ macs }) => unlessNone(macs), (text) => `${text} MACs`],
  ]);
  if (label === '') return null;
  return {
    at: call.end,
    label,
    tooltip: [
      instance.title,
      ...(instance.macs === 0 ? [] : [`${count(instance.macs)} multiply-adds`]),
      ...others(instances, ({ output }) => formatShape(output)),
      ...others(instances, ({ params }) => count(params)),
    ].join('\n'),
  };
}

type Choice<I> = readonly [shown: boolean, part: Part<I>, write: (text: string) => string];

function labelOf<I>(instance: I, all: readonly I[], choices: readonly Choice<I>[]): string {
  return choices
    .flatMap(([shown, part, write]) => {
      if (!shown || part(instance) === null) return [];
      return [write(marked(instance, all, (one) => part(one) ?? '0'))];
    })
    .join(' · ');
}

/** The values behind a mark. */
function others<I>(instances: readonly I[], textOf: (instance: I) => string): string[] {
  const all = variants(instances, textOf);
  return all.length < 2 ? [] : [`${MARK} ${all.join(', ')}`];
}
