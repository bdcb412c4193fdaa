/** Where each call of a layer or block stands: its statement, its place in the flow, the braces around it. */
import type {
  Argument,
  Body,
  CallExpression,
  ConditionalStage,
  FileTree,
  LetStatement,
  Name,
  Stage,
  Statement,
} from '../syntax/tree.ts';

export interface Place {
  readonly callee: Name;
  /** `null`: written without parentheses. */
  readonly args: readonly Argument[] | null;
  readonly statement: Statement;
  /** Which stage of the statement's flow it is. */
  readonly index: number;
  readonly body: Body;
  /** The statement is a branch of a join by itself. */
  readonly branch: boolean;
  /** The statement is all that stands in its braces. */
  readonly only: boolean;
}

export interface Places {
  /** By the start of the call. */
  readonly calls: Map<number, Place>;
  /** By the start of the name. */
  readonly lets: Map<number, LetStatement>;
}

export function placesOf({ items }: FileTree): Places {
  const places: Places = { calls: new Map(), lets: new Map() };
  for (const item of items) if (item.kind === 'model' || item.kind === 'block') walkBody(item.body, false, places);
  return places;
}

function walkBody(body: Body, branch: boolean, places: Places): void {
  const only = body.statements.length === 1;
  for (const statement of body.statements) {
    if (statement.kind === 'head') walkBody(statement.body, false, places);
    if (statement.kind === 'let' && statement.name !== null) places.lets.set(statement.name.start, statement);
    if (statement.kind !== 'flow') continue;
    statement.stages.forEach((stage, index) => {
      const called = calledBy(stage);
      if (called !== null) {
        const { callee, args, start } = called;
        places.calls.set(start, { callee, args, statement, index, body, branch, only });
      }
      walkWithin(stage, places);
    });
  }
}

function calledBy(stage: Stage): Pick<CallExpression, 'callee' | 'args' | 'start'> | null {
  if (stage.kind === 'join') return stage;
  if (stage.kind !== 'expression') return null;
  const { value } = stage;
  if (value.kind === 'call') return value;
  return value.kind === 'name' ? { callee: value, args: null, start: value.start } : null;
}

/** The bodies of a stage. */
function walkWithin(stage: Stage, places: Places): void {
  switch (stage.kind) {
    case 'join':
      walkBody(stage.body, true, places);
      return;
    case 'loop':
    case 'recur':
    case 'braces':
      walkBody(stage.body, false, places);
      return;
    case 'conditional':
      walkConditional(stage, places);
  }
}

function walkConditional({ then, otherwise }: ConditionalStage, places: Places): void {
  walkBody(then, false, places);
  if (otherwise === null) return;
  if ('kind' in otherwise) walkConditional(otherwise, places);
  else walkBody(otherwise, false, places);
}
