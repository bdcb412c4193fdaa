/** The language, for the language server and the command line. */

export type { DataFacts, DataProblem } from '../../formats/facts/index.ts';
export type * from './analysis.ts';
export { type AnalyzeOptions, analyze } from './analyze.ts';
export { configName, defaultConfig, type ProjectConfig, type ReadConfig, readConfig } from './config/config.ts';
export { type FoundConfig, Projects } from './config/projects.ts';
export { dataProperties } from './evaluate/expressions.ts';
export type { DataSource, FactsOf } from './evaluate/facts.ts';
export { functionNames } from './evaluate/operators.ts';
export { nearest } from './evaluate/reporter.ts';
export {
  callableKinds,
  dataSettings,
  type SettingSpec,
  type SettingSpecs,
  searchSettings,
  stageSettings,
  trainSettings,
} from './evaluate/settings.ts';
export { type Fault, faultOf, silencedText } from './fault.ts';
export { applyFix, soleFix } from './fix.ts';
export { type AppliedFix, type FixedText, fixAll } from './fix-all.ts';
export { format } from './format/format.ts';
export { emptyLibrary, importedFile, Library, type Reader, type SourceFile } from './library.ts';
export { Lines } from './lines.ts';
export { namesOf } from './names/of-file.ts';
export { titleOf } from './pages/index.ts';
export { parameterChanges } from './paths/parameter.ts';
export { findPath, isProblem, type PathContext, type PathPlace, type PathProblem } from './paths/path.ts';
export { type Paint, renderDiagnostic, unpainted } from './render.ts';
export { lex, type Token } from './syntax/lexer.ts';
export { parse } from './syntax/parser.ts';
export type * from './syntax/tree.ts';
export { type Uses, usesIn, withUses } from './uses.ts';
