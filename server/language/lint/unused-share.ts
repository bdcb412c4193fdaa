import { defineRule } from './rule.ts';
import { isSoundFor } from './unused.ts';

export const unusedShare = defineRule({
  code: 'unused-share',
  level: 'warning',
  title: 'Shared weights that nothing runs',
  what: 'No flow leads through what a `share` declares.',
  why: '`share` makes weights for others to use and runs nothing by itself: without a use there are none.',
  example: `model Net {
  input(left, 32x32x3)
  input(right, 32x32x3)
  share tower = conv(8, 3x3)
  a = left -> conv(8, 3x3)
  b = right -> conv(8, 3x3)
  [a, b] -> concat -> global_avgpool -> dense(2)
}
`,
  instead: `model Net {
  input(left, 32x32x3)
  input(right, 32x32x3)
  share tower = conv(8, 3x3)
  a = left -> tower
  b = right -> tower
  [a, b] -> concat -> global_avgpool -> dense(2)
}
`,
  *check({ parts }) {
    for (const thing of parts.names) {
      if (thing.kind !== 'shared' || thing.references.length > 0 || !isSoundFor(thing, parts)) continue;
      yield {
        at: thing.definition,
        message: `No flow leads through ${thing.name}: image -> ${thing.name}, for example.`,
      };
    }
  },
});
