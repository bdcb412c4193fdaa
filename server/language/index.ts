/** The language, for the language server and the command line. */
export type * from './analysis.ts';
export { analyze } from './analyze.ts';
export { axes, functionNames } from './evaluate/expressions.ts';
export { nearest } from './evaluate/reporter.ts';
export { dataSettings, type SettingSpec, trainSettings } from './evaluate/settings.ts';
export { Lines } from './lines.ts';
export { type Paint, renderDiagnostic, unpainted } from './render.ts';
export { lex, type Token } from './syntax/lexer.ts';
export { parse } from './syntax/parser.ts';
export type * from './syntax/tree.ts';
