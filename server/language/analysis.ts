/**
 * What the language knows of a file: the tree, the models with a graph each, the trains with their settings,
 * and what is wrong. Plain data over offsets (UTF-16 code units); knows no editor. `analyze` never throws.
 */
import type { Severity } from '../../model/catalog/fault.ts';
import type { Graph, GraphLayer } from '../../model/graph.ts';
import type { TrainSettings } from '../../model/settings.ts';
import type { Shape } from '../../model/shape.ts';

/** Half-open, in UTF-16 code units from the start of the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface TextChange extends Range {
  readonly text: string;
}

export interface QuickFix {
  /** Carries the shape that results. */
  readonly title: string;
  readonly changes: readonly TextChange[];
}

export interface Diagnostic extends Range {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly QuickFix[];
  readonly related: readonly (Range & { readonly message: string })[];
}

/** A layer call in the text and what it became. */
export interface AnalyzedLayer {
  /** The whole statement part: `conv1 = conv(32, 3x3)` without the arrow chain around it. */
  readonly range: Range;
  /** The call: `conv(32, 3x3)`. */
  readonly call: Range;
  /** The name of the callable within the call. */
  readonly callee: Range;
  readonly entry: GraphLayer;
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  /** How the output came about, in words. */
  readonly arithmetic: readonly string[];
}

/** A tensor with a name of its own: an input or `name = …`. */
export interface NamedTensor {
  readonly name: string;
  readonly definition: Range;
  readonly references: readonly Range[];
  readonly shape: Shape | null;
}

/** A parameter or what `let` binds; `null` where it has no value yet or is no number. */
export interface NamedValue {
  readonly name: string;
  readonly definition: Range;
  readonly references: readonly Range[];
  readonly value: number | null;
}

export interface AnalyzedModel {
  readonly name: string;
  readonly nameRange: Range;
  /** From the keyword to the closing brace. */
  readonly range: Range;
  readonly inputs: readonly {
    readonly name: string;
    readonly range: Range;
    readonly callee: Range;
    readonly shape: Shape | null;
  }[];
  readonly layers: readonly AnalyzedLayer[];
  readonly tensors: readonly NamedTensor[];
  readonly graph: Graph;
  /** The value of each parameter where it has a default. */
  readonly parameters: readonly NamedValue[];
  /** What `let` binds. */
  readonly lets: readonly NamedValue[];
}

export interface AnalyzedData {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
}

export interface AnalyzedTrain {
  /** Its own name (`as tune`), else the model's. */
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly model: string;
  readonly modelRange: Range;
  /** The names in `train Model(classes = 10)`: references to parameters of the model. */
  readonly argumentNames: readonly (Range & { readonly name: string })[];
  readonly data: string | null;
  readonly dataRange: Range | null;
  /** The graph at the train's batch and arguments, and the settings; `null` while something needed is missing or wrong. */
  readonly job: {
    readonly graph: Graph;
    readonly settings: TrainSettings;
  } | null;
}

export interface Analysis {
  readonly text: string;
  readonly models: readonly AnalyzedModel[];
  readonly data: readonly AnalyzedData[];
  readonly trains: readonly AnalyzedTrain[];
  /** Sorted by start. */
  readonly diagnostics: readonly Diagnostic[];
}
