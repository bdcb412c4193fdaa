import { defineRule } from './rule.ts';
import { isLibrary, isSoundFor, itemOf, within } from './unused.ts';

export const unusedBlock = defineRule({
  code: 'unused-block',
  level: 'information',
  title: 'A block or function that nothing calls',
  what: 'A file has models and a block or function that none of them calls, directly or through others. In a file without a model or train, blocks and functions are there to be imported.',
  why: 'It is no part of any network here. If another file imports it, it reads better in a file of blocks alone.',
  example: `block Tail(classes) {
  global_avgpool
  dense(classes)
}
model Net(classes = 10) {
  input(image, 28x28x1)
  conv(8, 3x3)
  relu
  global_avgpool
  dense(classes)
}
`,
  instead: `block Tail(classes) {
  global_avgpool
  dense(classes)
}
model Net(classes = 10) {
  input(image, 28x28x1)
  conv(8, 3x3)
  relu
  Tail(classes)
}
`,
  *check({ parts }) {
    if (isLibrary(parts)) return;
    for (const thing of parts.names) {
      if ((thing.kind !== 'block' && thing.kind !== 'function') || !isSoundFor(thing, parts)) continue;
      const item = itemOf(thing, parts);
      const called = thing.references.some((reference) => item === undefined || !within(reference, item));
      if (!called) yield { at: thing.definition, message: `Nothing in this file calls ${thing.name}.` };
    }
  },
});
