import type { QuickFix } from '../analysis.ts';
import type { ImportItem } from '../syntax/tree.ts';
import type { LintContext } from './context.ts';
import { defineRule } from './rule.ts';
import { isSoundFor, itemOf } from './unused.ts';

export const unusedImport = defineRule({
  code: 'unused-import',
  level: 'warning',
  title: 'An import that nothing uses',
  what: 'Nothing in the file has a name that it imports.',
  why: 'It has no effect but to tie this file to another, which then cannot be moved or changed without it.',
  example: `import { Bottleneck, Basic } from "blocks.nn"
model Net {
  input(image, 32x32x3)
  Basic(16)
  global_avgpool
  dense(10)
}
`,
  instead: `import { Basic } from "blocks.nn"
model Net {
  input(image, 32x32x3)
  Basic(16)
  global_avgpool
  dense(10)
}
`,
  beside: {
    'blocks.nn': `block Basic(width) { conv(width, 3x3, pad=1); relu }
block Bottleneck(width) { conv(width, 1x1); relu; conv(width, 3x3, pad=1); relu; conv(4*width, 1x1); relu }
`,
  },
  *check(context) {
    for (const thing of context.parts.names) {
      if (thing.kind !== 'import' || thing.references.length > 0 || !isSoundFor(thing, context.parts)) continue;
      const item = itemOf(thing, context.parts);
      const fixes = item?.kind === 'import' ? [withoutName(item, thing.definition.start, thing.name, context)] : [];
      yield { at: thing.definition, message: `Nothing here uses ${thing.name}.`, fixes };
    }
  },
});

/** The name with its comma; the whole line where it is the only one. */
function withoutName(item: ImportItem, start: number, name: string, { edits }: LintContext): QuickFix {
  const title = `Remove ${name} from the imports`;
  const { names } = item;
  if (names.length === 1) return { title, changes: [edits.withoutStatement(item)] };
  const i = names.findIndex((one) => (one.as ?? one.name).start === start);
  const endOf = (one: ImportItem['names'][number]) => (one.as ?? one.name).end;
  const [before, own, after] = [names[i - 1], names[i], names[i + 1]];
  if (own !== undefined && after !== undefined)
    return { title, changes: [{ start: own.name.start, end: after.name.start, text: '' }] };
  if (own !== undefined && before !== undefined)
    return { title, changes: [{ start: endOf(before), end: endOf(own), text: '' }] };
  return { title, changes: [] };
}
