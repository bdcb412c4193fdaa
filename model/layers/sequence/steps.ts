/** What layers over steps expect: steps × features, behind any items. */
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, isSequence, type Shape, splitShape } from '../../shape.ts';

/** The leading axes, the steps and the features of a sequence. */
export interface Sequence {
  readonly leading: Shape;
  readonly steps: Extent;
  readonly features: Extent;
}

/** The parts of steps × features; all unknown where the shape is. */
export function sequenceOf(input: Shape | null): Sequence {
  if (input === null) return { leading: { axes: [], extents: [] }, steps: null, features: null };
  const { leading, core } = splitShape(input, 2);
  return { leading, steps: core.extents[0] ?? null, features: core.extents[1] ?? null };
}

/** A fault unless the shape ends in steps × features or is not known; says how a sequence is made of what is given. */
export function needsSequence(layer: string, input: Shape | null, alsoItems = false): Fault | null {
  if (input === null || isSequence(splitShape(input, 2).core)) return null;
  if (alsoItems && input.axes.slice(-2).join() === 'items,features') return null;
  const [out, statement] = wayOut(input);
  const message = `${layer} takes steps × features; it is given ${describeShape(input)}.${out}`;
  const fixes = statement === null ? [] : [{ kind: 'insert' as const, title: `Insert ${statement}`, statement }];
  return { code: 'input-not-a-sequence', severity: 'error', message, fixes };
}

function wayOut(input: Shape): readonly [words: string, statement: string | null] {
  const { axes } = input;
  if (axes.at(-1) === 'steps') return [' Put embed(vocab, dim) before it.', null];
  if (axes.at(-1) !== 'channels') return ['', null];
  return axes.includes('steps')
    ? [' Put flatten before it: every step becomes a vector.', 'flatten']
    : [' Put to_sequence before it: every pixel becomes a step.', 'to_sequence'];
}

/** The fault of a layer that takes tokens and is given something else. */
export function notTokens(layer: string, input: Shape): Fault {
  const instead =
    input.axes.at(-1) === 'features' ? ' These are numbers already: dense maps them to other features.' : '';
  const message = `${layer} takes tokens, whole numbers one a step (input(text, tokens(64))); it is given ${describeShape(input)}.${instead}`;
  return { code: 'input-not-tokens', severity: 'error', message, fixes: [] };
}
