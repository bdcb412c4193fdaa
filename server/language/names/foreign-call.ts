/** A call in the words of another framework, put into ours: `Conv2d(3, 64, 3)` is `conv(64, 3)`, as 3 channels flow in. */
import { foreign } from '../../../model/catalog/foreign/index.ts';
import { isLayerName, layerSpec } from '../../../model/layers/index.ts';
import type { QuickFix, TextChange } from '../analysis.ts';
import type { Meant } from '../evaluate/meant.ts';
import type { Argument } from '../syntax/tree.ts';

/** The fix of a foreign layer's name, with its arguments in our words and without the one that counts what flows in. */
export function inOurWords(
  { name: layer, foreign: found, fixes }: Meant,
  args: readonly Argument[] | null,
): QuickFix[] {
  const [fix] = fixes;
  if (fix === undefined || found === undefined || args === null || layer === undefined || !isLayerName(layer))
    return fixes;
  const known = layerSpec(layer).args;
  const positional = args.filter(({ name }) => name === null).length;
  const { drops } = found;
  const counted = drops !== undefined && positional >= drops.of ? args[drops.at] : undefined;
  const out = args.filter((argument) => argument === counted || counts.has(argument.name?.text ?? ''));
  const renamed = args.flatMap(({ name }): TextChange[] => {
    if (name === null || Object.hasOwn(known, name.text)) return [];
    const own = foreign('argument', name.text)?.is.find((word) => Object.hasOwn(known, word));
    return own === undefined ? [] : [{ start: name.start, end: name.end, text: own }];
  });
  return [{ ...fix, changes: [...fix.changes, ...renamed, ...withoutArguments(args, out)] }];
}

const counts = new Set([
  'in_channels',
  'in_features',
  'input_size',
  'num_features',
  'num_channels',
  'normalized_shape',
]);

/** Takes arguments out, each with the comma that parts it from its neighbour. */
function withoutArguments(args: readonly Argument[], out: readonly Argument[]): TextChange[] {
  const kept = args.filter((argument) => !out.includes(argument));
  return out.map((argument) => {
    const i = args.indexOf(argument);
    const next = args[i + 1];
    const previous = args[i - 1];
    // Before the first that stays, the comma behind goes; else the comma before.
    const leads = kept[0] === undefined || args.indexOf(kept[0]) > i;
    if (leads && next !== undefined) return { start: argument.start, end: next.start, text: '' };
    if (!leads && previous !== undefined) return { start: previous.end, end: argument.end, text: '' };
    return { start: argument.start, end: argument.end, text: '' };
  });
}
