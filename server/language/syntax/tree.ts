/** The tree of a file. Every node has its range; what is missing from half-typed text is `null` or an `error` node. */
import type { Range, TextChange } from '../analysis.ts';
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

/** `a`, written where a value or a tensor can stand. */
export interface NameExpression extends Range {
  readonly kind: 'name';
  readonly text: string;
}

/** `here.channels`, `pets.classes`, `backbone.layer2`; `null` while the name behind the dot is missing. */
export interface MemberExpression extends Range {
  readonly kind: 'member';
  readonly of: Expression;
  readonly member: Name | null;
}

export interface MapEntry extends Range {
  /** A path is one key: `model.width`; a text in quotation marks is a pattern: `"layer1.*"`. */
  readonly key: Name;
  readonly value: Expression;
}

export type Expression =
  | (Range & { readonly kind: 'integer' | 'float'; readonly value: number })
  | (Range & { readonly kind: 'size'; readonly extents: readonly number[] })
  | (Range & { readonly kind: 'string'; readonly value: string })
  | (Range & { readonly kind: 'boolean'; readonly value: boolean })
  /** `?`, an extent that is not known. */
  | (Range & { readonly kind: 'unknown' })
  | NameExpression
  | MemberExpression
  | CallExpression
  /** `widths[i]` */
  | (Range & { readonly kind: 'index'; readonly of: Expression; readonly index: Expression })
  | (Range & { readonly kind: 'list' | 'tuple'; readonly elements: readonly Expression[] })
  /** `{ class: softmax(), box: l2_distance() }`, `{ "layer1.*": 0.1 }`; in settings only. */
  | (Range & { readonly kind: 'map'; readonly entries: readonly MapEntry[] })
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

/** Statements between braces; the range holds the braces. */
export interface Body extends Range {
  readonly statements: readonly Statement[];
  /** The braces are missing: it is one statement. */
  readonly bare?: true;
}

/** `add { … }`, `concat(axis=channels) { … }`: each statement of the body is a branch. */
export interface JoinStage extends Range {
  readonly kind: 'join';
  readonly callee: Name;
  readonly args: readonly Argument[] | null;
  readonly body: Body;
}

/** `repeat(3) { … }`, `repeat(i in 0..n) { … }`, `collect(p in [p3, p4]) { … }`, `repeat((n, c) in stages) { … }`. */
export interface LoopStage extends Range {
  readonly kind: 'loop';
  readonly keyword: Name & { readonly text: 'repeat' | 'collect' };
  /** `null`: a bare number of times, or the element is taken apart. */
  readonly variable: Name | null;
  /** The names of the parts of an element that is taken apart. */
  readonly parts: readonly Name[];
  /** The number, range or list. */
  readonly over: Expression;
  readonly body: Body;
}

/** `recur(w in steps, h = start, c = zeros(512)) { … }`. */
export interface RecurStage extends Range {
  readonly kind: 'recur';
  readonly keyword: Name;
  readonly variable: Name | null;
  /** The sequence, a tensor. */
  readonly over: Expression;
  readonly states: readonly { readonly name: Name; readonly start: Expression }[];
  readonly body: Body;
}

/** `if c { … } else if d { … } else { … }`; `otherwise` is an `if` again for `else if`. */
export interface ConditionalStage extends Range {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Body;
  readonly otherwise: Body | ConditionalStage | null;
}

/** `{ … }`: a branch of a join. */
export interface BracesStage extends Range {
  readonly kind: 'braces';
  readonly body: Body;
}

/** One station of a flow. An expression is a call of a layer or block, a tensor by name, a list of tensors, or `skip`. */
export type Stage =
  | (Range & { readonly kind: 'expression'; readonly value: Expression })
  | JoinStage
  | LoopStage
  | RecurStage
  | ConditionalStage
  | BracesStage;

/** `a = x -> conv(8, 3x3) -> relu`: a flow from the current tensor, or from the first stage if that names one. */
export interface FlowStatement extends Range {
  readonly kind: 'flow';
  /** `next h, c = …` gives the states of a `recur` their next values. */
  readonly next: boolean;
  readonly names: readonly Name[];
  readonly stages: readonly Stage[];
}

/** `let w = 4`; `let a, b = pair`. */
export interface LetStatement extends Range {
  readonly kind: 'let';
  /** `null`: not there yet, or the value is taken apart. */
  readonly name: Name | null;
  /** The names of the parts of a list that is taken apart. */
  readonly parts: readonly Name[];
  readonly value: Expression;
}

/** `return a, b`: the outputs of a block. */
export interface ReturnStatement extends Range {
  readonly kind: 'return';
  readonly values: readonly Expression[];
}

/** `share tower = Tower(64)`: weights without a run. */
export interface ShareStatement extends Range {
  readonly kind: 'share';
  readonly name: Name | null;
  readonly value: Expression;
}

/** `head class { features -> dense(classes) }`. */
export interface HeadStatement extends Range {
  readonly kind: 'head';
  readonly name: Name | null;
  readonly body: Body;
}

export type Statement = FlowStatement | LetStatement | ReturnStatement | ShareStatement | HeadStatement;

export interface Parameter extends Range {
  readonly name: Name;
  readonly default: Expression | null;
}

export interface Setting extends Range {
  /** A path is one name: `optimizer.lr`. */
  readonly key: Name;
  readonly value: Expression;
}

/** A model and a block are written alike; a block is a template and has no `input`. */
export interface ModelItem extends Range {
  readonly kind: 'model' | 'block';
  readonly name: Name | null;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

/** `fn divisible(v, d=8) = max(d, (v + d//2) // d * d)`. */
export interface FunctionItem extends Range {
  readonly kind: 'fn';
  readonly name: Name | null;
  readonly parameters: readonly Parameter[];
  readonly value: Expression;
}

/** `import { Bottleneck, Basic as Block } from "./blocks/resnet.nn"`. */
export interface ImportItem extends Range {
  readonly kind: 'import';
  readonly names: readonly { readonly name: Name; readonly as: Name | null }[];
  /** The text without quotation marks; its range has them. */
  readonly path: Name | null;
}

export interface DataItem extends Range {
  readonly kind: 'data';
  readonly name: Name | null;
  readonly settings: readonly Setting[];
}

/** `stage head { … }` within a train, `space { … }` within a search (its name is `null`). */
export interface SettingGroup extends Range {
  readonly keyword: Name;
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
  readonly stages: readonly SettingGroup[];
}

/** `search tune { space { … } trials = 30 }`. */
export interface SearchItem extends Range {
  readonly kind: 'search';
  /** The train that is searched. */
  readonly train: Name | null;
  readonly space: SettingGroup | null;
  readonly settings: readonly Setting[];
}

export type Item = ModelItem | FunctionItem | ImportItem | DataItem | TrainItem | SearchItem;

export interface SyntaxProblem extends Range {
  readonly code: string;
  readonly message: string;
  /** Text whose insertion at the end of the range mends it. */
  readonly insert?: string;
  /** Changes that mend it. */
  readonly changes?: readonly TextChange[];
}

export interface FileTree {
  /** All tokens, white space and comments included. */
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly problems: readonly SyntaxProblem[];
}
