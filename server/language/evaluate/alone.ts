/** A block or loop that is all that a block, a head or a round of a loop holds needs no name of its own: it takes theirs. */
import type { Body, Stage } from '../syntax/tree.ts';
import { type Environment, isShared } from './values.ts';

/** Whether a body is one call, maybe behind the tensors that flow into it: `{ Bottleneck(64) }`, `{ p3 -> Tower }`. */
export function isOneCall({ statements }: Body, environment: Environment): boolean {
  const [only, second] = statements;
  if (only?.kind !== 'flow' || second !== undefined || only.names.length > 0) return false;
  return only.stages.slice(0, -1).every((stage) => isTensor(stage, environment));
}

function isTensor(stage: Stage, environment: Environment): boolean {
  if (stage.kind !== 'expression') return false;
  const { value } = stage;
  if (value.kind !== 'name') return value.kind === 'list' || value.kind === 'member' || value.kind === 'index';
  const bound = environment.get(value.text);
  return bound !== undefined && !isShared(bound);
}
