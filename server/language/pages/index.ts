/** Every diagnostic by code, with its page. What the checker says and what stands here are held together by a test. */
import { lintRules } from '../lint/index.ts';
import { configPages } from './config.ts';
import { dataPages } from './data.ts';
import { flowPages } from './flow.ts';
import { layerPages } from './layers.ts';
import { namePages } from './names.ts';
import type { DiagnosticPage, Level } from './page.ts';
import { shapePages } from './shapes.ts';
import { syntaxPages } from './syntax.ts';
import { trainingPages } from './training.ts';
import { valuePages } from './values.ts';
import { windowPages } from './windows.ts';

/** By family, in the order of the reference page. */
export const pageFamilies: Readonly<Record<string, Readonly<Record<string, DiagnosticPage>>>> = {
  Text: syntaxPages,
  'Names, blocks and imports': namePages,
  'Arguments and values': valuePages,
  'Flow and joins': flowPages,
  'Windows, strides and groups': windowPages,
  'Shapes of tensors': shapePages,
  'Single layers': layerPages,
  Training: trainingPages,
  Data: dataPages,
  'Advice of the course': lintRules,
  Project: configPages,
};

export const pages: Readonly<Record<string, DiagnosticPage>> = Object.assign({}, ...Object.values(pageFamilies));

export const pageCodes: ReadonlySet<string> = new Set(Object.keys(pages));

/** The severity that a diagnostic has unless the project has another. */
export const levelOf = (code: string): Level => pages[code]?.level ?? 'error';

/** The fault in one line, without a full stop. */
export const titleOf = (code: string): string => pages[code]?.title ?? code;
