/** The tree of a file. Every node has its range; what is missing from half-typed text is `null` or an `error` node. */
import type { Range } from '../analysis.ts';
import type { Token } from './lexer.ts';

export interface Name extends Range {
  readonly text: string;
}

export interface Argument extends Range {
  /** `null`: by position. */
  readonly name: Name | null;
  readonly value: Expression;
}

export interface CallExpression extends Range {
  readonly kind: 'call';
  readonly callee: Name;
  /** `null`: written without parentheses. */
  readonly args: readonly Argument[] | null;
}

export type Expression =
  | (Range & { readonly kind: 'integer' | 'float'; readonly value: number })
  | (Range & { readonly kind: 'size'; readonly extents: readonly number[] })
  | (Range & { readonly kind: 'string'; readonly value: string })
  | (Range & { readonly kind: 'boolean'; readonly value: boolean })
  | (Range & { readonly kind: 'name'; readonly text: string })
  | (Range & { readonly kind: 'member'; readonly of: Name; readonly member: Name | null })
  | CallExpression
  | (Range & { readonly kind: 'list' | 'tuple'; readonly elements: readonly Expression[] })
  | (Range & { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression })
  | (Range & {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Range & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  /** Something is missing here; the parser has said so. */
  | (Range & { readonly kind: 'error' });

/** `a = x -> conv(8, 3x3) -> relu`: a flow from the current tensor, or from the first stage if that names one. */
export interface FlowStatement extends Range {
  readonly kind: 'flow';
  readonly names: readonly Name[];
  readonly stages: readonly Expression[];
}

export interface LetStatement extends Range {
  readonly kind: 'let';
  readonly name: Name | null;
  readonly value: Expression;
}

export type Statement = FlowStatement | LetStatement;

export interface Parameter extends Range {
  readonly name: Name;
  readonly default: Expression | null;
}

export interface Setting extends Range {
  readonly key: Name;
  readonly value: Expression;
}

export interface ModelItem extends Range {
  readonly kind: 'model';
  readonly name: Name | null;
  readonly parameters: readonly Parameter[];
  readonly statements: readonly Statement[];
}

export interface DataItem extends Range {
  readonly kind: 'data';
  readonly name: Name | null;
  readonly settings: readonly Setting[];
}

export interface TrainItem extends Range {
  readonly kind: 'train';
  readonly model: Name | null;
  readonly args: readonly Argument[];
  readonly data: Name | null;
  readonly as: Name | null;
  readonly settings: readonly Setting[];
}

export type Item = ModelItem | DataItem | TrainItem;

export interface SyntaxProblem extends Range {
  readonly code: string;
  readonly message: string;
  /** Text whose insertion at the end of the range mends it. */
  readonly insert?: string;
}

export interface FileTree {
  /** All tokens, white space and comments included. */
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly problems: readonly SyntaxProblem[];
}
