import { defineRule } from './rule.ts';
import { isSoundFor, itemOf, within } from './unused.ts';

export const unusedParameter = defineRule({
  code: 'unused-parameter',
  level: 'warning',
  title: 'A parameter that nothing uses',
  what: 'Nothing in a model, block or function has the name of one of its parameters.',
  why: 'Whatever is given for it, the network is the same. Often a number in the body was to be replaced by it.',
  example: `block Head(classes, width=64) {
  flatten
  dense(64)
  relu
  dense(classes)
}
`,
  instead: `block Head(classes, width=64) {
  flatten
  dense(width)
  relu
  dense(classes)
}
`,
  *check({ parts }) {
    for (const thing of parts.names) {
      if (thing.kind !== 'parameter' || !isSoundFor(thing, parts)) continue;
      const item = itemOf(thing, parts);
      if (item === undefined || !('parameters' in item)) continue;
      // Whoever calls it by name uses the name, but nothing of what it is worth.
      const used = thing.references.some((reference) => within(reference, item));
      if (!used) yield { at: thing.definition, message: `Nothing in ${item.name?.text} uses ${thing.name}.` };
    }
  },
});
