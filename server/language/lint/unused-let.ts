import { defineRule } from './rule.ts';
import { isSoundFor } from './unused.ts';

export const unusedLet = defineRule({
  code: 'unused-let',
  level: 'warning',
  title: 'A value that nothing uses',
  what: 'No expression within reach of a `let` has its name.',
  why: 'It has no effect. Often the number that it was to replace still stands somewhere, and no longer follows when the value changes.',
  example: `model Net {
  input(image, 28x28x1)
  let width = 100
  flatten
  dense(128)
  relu
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  let width = 100
  flatten
  dense(width)
  relu
  dense(10)
}
`,
  *check({ parts, edits }) {
    for (const thing of parts.names) {
      if (thing.kind !== 'let' || thing.references.length > 0 || !isSoundFor(thing, parts)) continue;
      const statement = edits.letAt(thing.definition);
      // A part of a list that is taken apart stands for its place.
      if (statement === null) continue;
      const fixes = [{ title: `Remove ${thing.name}`, changes: [edits.withoutStatement(statement)] }];
      yield { at: thing.definition, message: `Nothing uses ${thing.name}.`, fixes };
    }
  },
});
