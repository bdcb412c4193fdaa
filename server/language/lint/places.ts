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
      walkStage(stage, { statement, index, body, branch, only }, places);
    });
  }
}

function walkStage(stage: Stage, at: Omit<Place, 'callee' | 'args'>, places: Places): void {
  switch (stage.kind) {
    case 'expression': {
      const { value } = stage;
      if (value.kind === 'call') put(value, at, places);
      else if (value.kind === 'name') put({ callee: value, args: null, start: value.start }, at, places);
      return;
    }
    case 'join':
      put(stage, at, places);
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

const put = (
  { callee, args, start }: Pick<CallExpression, 'callee' | 'args' | 'start'>,
  at: Omit<Place, 'callee' | 'args'>,
  places: Places,
) => {
  places.calls.set(start, { callee, args, ...at });
};
