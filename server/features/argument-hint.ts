/** Names of arguments that are given by position, before them: `conv(filters: 64, kernel: 3x3)`. */
import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import { ownItems } from './completion-own.ts';
import { type Checked, contains } from './document.ts';
import { itemSignature } from './item-signature.ts';
import { callsIn } from './nodes.ts';
import { anyCallable } from './open-call.ts';

export function argumentHints(checked: Checked, visible: Range): InlayHint[] {
  const { document, analysis } = checked;
  const own = new Map(
    ownItems(checked, 'block', 'model', 'fn').map(({ name, item, text }) => [
      name,
      itemSignature(item, text)?.parameters.map((parameter) => parameter.name) ?? [],
    ]),
  );
  return analysis.tree.items.flatMap((item) => {
    if (item.end < visible.start || item.start > visible.end) return [];
    const within = item.kind === 'model' || item.kind === 'block' ? 'body' : 'settings';
    return callsIn(item).flatMap(({ callee, args }) => {
      const described = anyCallable(callee.text, within)?.args ?? {};
      const names = own.get(callee.text) ?? Object.keys(described);
      let position = 0;
      return args.flatMap(({ name, value }): InlayHint[] => {
        if (name !== null) return [];
        const label = names[position++];
        // A name that says the same is enough, `dense(units)`, as is one that the call introduces: `input(image, …)`.
        const says = value.kind === 'name' && (value.text === label || described[label ?? '']?.kind === 'name');
        if (label === undefined || says || !contains(visible, value.start)) return [];
        return [
          {
            position: document.positionAt(value.start),
            label: `${label}:`,
            kind: InlayHintKind.Parameter,
            paddingRight: true,
          },
        ];
      });
    });
  });
}
