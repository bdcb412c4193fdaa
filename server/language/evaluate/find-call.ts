/** The call in the text that became a layer, and where one of its arguments stands. */
import type { Body, CallExpression, ModelItem, Stage, Statement } from '../syntax/tree.ts';

/** The call whose name starts at an offset within a model or block. */
export function findCall({ body }: ModelItem, offset: number): CallExpression | null {
  return inBody(body, offset);
}

/** The first call of a name, as written. */
export function firstCall(item: ModelItem, suits: (call: CallExpression) => boolean): CallExpression | null {
  for (const call of callsIn(item.body)) if (suits(call)) return call;
  return null;
}

function inBody(body: Body, offset: number): CallExpression | null {
  for (const call of callsIn(body)) if (call.callee.start === offset) return call;
  return null;
}

function* callsIn({ statements }: Body): Generator<CallExpression> {
  for (const statement of statements) yield* inStatement(statement);
}

function* inStatement(statement: Statement): Generator<CallExpression> {
  switch (statement.kind) {
    case 'flow':
      for (const stage of statement.stages) yield* inStage(stage);
      return;
    case 'head':
      yield* callsIn(statement.body);
      return;
    case 'share':
      if (statement.value.kind === 'call') yield statement.value;
  }
}

function* inStage(stage: Stage): Generator<CallExpression> {
  switch (stage.kind) {
    case 'expression':
      if (stage.value.kind === 'call') yield stage.value;
      return;
    case 'conditional': {
      yield* callsIn(stage.then);
      const { otherwise } = stage;
      if (otherwise !== null) yield* 'kind' in otherwise ? inStage(otherwise) : callsIn(otherwise);
      return;
    }
    default:
      yield* callsIn(stage.body);
  }
}
