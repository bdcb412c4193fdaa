/**
 * What the language knows of a file: the tree, the names, the models with a graph each, the trains with their settings,
 * and what is wrong. Plain data over offsets (UTF-16 code units); knows no editor. `analyze` never throws.
 */
import type { DataFacts } from '../../formats/facts/index.ts';
import type { Severity } from '../../model/catalog/fault.ts';
import type { Graph, GraphLayer } from '../../model/graph.ts';
import type { TrainingMemory } from '../../model/memory.ts';
import type { SearchSettings, TrainSettings } from '../../model/settings.ts';
import type { Extent, Shape } from '../../model/shape.ts';
import type { Fault } from './fault.ts';
import type { FileTree } from './syntax/tree.ts';

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
  /** Whether it is applied without asking (`check --fix`, fix all); not given: where it is the only fix. */
  readonly preferred?: boolean;
}

/** A place that a diagnostic also speaks of. */
export interface Related extends Range {
  readonly message: string;
  /** Absent: the file itself. */
  readonly file?: string;
}

export interface Place {
  readonly file: string;
  readonly start: number;
}

export interface Diagnostic extends Range {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly QuickFix[];
  readonly related: readonly Related[];
  /** Of a fault that is said at the call of a block: the places inside that led to it, the fault itself last; once for each line with the same fault. */
  readonly origins?: readonly (readonly Place[])[];
}

/** One execution of a layer that the text calls. */
export interface LayerInstance {
  readonly entry: GraphLayer;
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  /** How the output came about, in words. */
  readonly arithmetic: readonly string[];
  /** The instantiation of the block that the call stands in; `null` in a model. */
  readonly instantiation: Instantiation | null;
}

/** A layer, join or `input` in the text and everything that it became: one instance in a model, one per instantiation in a block. */
export interface LayerSite {
  readonly kind: 'layer' | 'join' | 'input';
  /** The call: `conv(32, 3x3)`; of a join with its branches. */
  readonly call: Range;
  /** The name of the callable within the call. */
  readonly callee: Range;
  readonly instances: readonly LayerInstance[];
}

/** A call of a block or model in the text, and the instantiations it made. */
export interface BlockSite {
  readonly call: Range;
  readonly callee: Range;
  readonly instances: readonly Instantiation[];
}

/** A block run once, with values for its parameters. */
export interface Instantiation {
  /** Shows a person which one it is: `64→256 at 56×56`. */
  readonly title: string;
  readonly block: string;
  /** Where it was called. */
  readonly call: Range & { readonly file: string };
  /** The instantiation that the call stands in; `null` in a model. */
  readonly caller: Instantiation | null;
  readonly model: string;
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  /** Learned numbers and multiply-adds of everything in it. */
  readonly params: Extent;
  readonly macs: Extent;
}

/** What a name stands for. */
export type NameKind =
  | 'model'
  | 'block'
  | 'function'
  | 'data'
  | 'train'
  | 'search'
  | 'parameter'
  | 'let'
  | 'tensor'
  | 'input'
  | 'head'
  | 'shared'
  | 'variable'
  | 'import';

/** A name with where it is defined and used in this file. */
export interface NamedThing {
  readonly name: string;
  readonly kind: NameKind;
  readonly definition: Range;
  readonly references: readonly Range[];
  /** The range within which the name is unique; `null`: the file. */
  readonly scope: Range | null;
  /** Where an imported name comes from. */
  readonly from?: { readonly path: string; readonly name: string };
}

/** What a name was worth: a tensor's shape or a value in words; of several instantiations the first, `varies` where others differ. */
export interface NameValue {
  readonly text: string;
  readonly value: number | null;
  readonly varies: boolean;
}

export interface AnalyzedModel {
  readonly name: string;
  readonly nameRange: Range;
  /** From the keyword to the closing brace. */
  readonly range: Range;
  readonly graph: Graph;
}

export interface AnalyzedBlock {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** In order of execution. */
  readonly instantiations: readonly Instantiation[];
}

export interface AnalyzedData {
  /** What is known of its files; `null` while nothing is. */
  readonly facts: DataFacts | null;
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
  readonly data: string | null;
  readonly dataRange: Range | null;
  /** The graph at the train's batch and arguments, and the settings; `null` while something needed is missing or wrong. */
  readonly job: {
    readonly graph: Graph;
    readonly settings: TrainSettings;
  } | null;
  /** What training takes of the memory of the device, in bytes, and the largest batch that fits. Takes a while for large networks. `null` without a job. */
  memory(): (TrainingMemory & { readonly device: number }) | null;
}

export interface AnalyzedSearch {
  /** The name of the train that is searched, as written. */
  readonly train: string | null;
  readonly trainRange: Range;
  readonly range: Range;
  /** `null` while something needed is missing or wrong. */
  readonly settings: SearchSettings | null;
}

export interface Analysis {
  readonly file: string;
  readonly text: string;
  readonly tree: FileTree;
  readonly names: readonly NamedThing[];
  /** By the start of the definition. */
  readonly values: ReadonlyMap<number, NameValue>;
  readonly models: readonly AnalyzedModel[];
  readonly blocks: readonly AnalyzedBlock[];
  /** Calls of layers, joins and inputs, in order of place. */
  readonly layers: readonly LayerSite[];
  /** Calls of blocks and models, in order of place. */
  readonly calls: readonly BlockSite[];
  readonly data: readonly AnalyzedData[];
  readonly trains: readonly AnalyzedTrain[];
  readonly searches: readonly AnalyzedSearch[];
  /** The files that this one imports from, by the name that it was read under. */
  readonly imports: readonly string[];
  /** Sorted by start. */
  readonly diagnostics: readonly Diagnostic[];
  /** Errors that are allowed in place, or that `netwright.json` makes less of: they are errors all the same. */
  readonly silenced: readonly Fault[];
  /** What models, trains and the rest took of the steps that a check may take. */
  readonly steps: number;
}
