/**
 * `netwright.json`, the project's file beside or above its models: severities by code, and limits. Read by the server
 * and the command line alike. What is wrong in it is said at its place, and the rest of it holds.
 */
import type { Severity } from '../../../model/catalog/fault.ts';
import type { Diagnostic, QuickFix, Range } from '../analysis.ts';
import { nearest, renameFix } from '../evaluate/reporter.ts';
import { levelOf, pageCodes } from '../pages/index.ts';
import type { Level } from '../pages/page.ts';
import { type JsonMember, type JsonNode, parseJson } from './json.ts';
import { defaultLimits, type Limits, limitNames, limitSettings } from './limits.ts';

/** The name of the file. */
export const configName = 'netwright.json';

export interface ProjectConfig {
  readonly severities: ReadonlyMap<string, Level>;
  readonly limits: Limits;
}

export const defaultConfig: ProjectConfig = { severities: new Map(), limits: defaultLimits };

/** What the project makes of a code; `otherwise` where it says nothing. */
export const levelIn = (config: ProjectConfig, code: string, otherwise: Level): Level =>
  config.severities.get(code) ?? otherwise;

/** Whether a diagnostic of this code can be said at all. */
export const isOff = (config: ProjectConfig, code: string): boolean => levelIn(config, code, levelOf(code)) === 'off';

/** A diagnostic at the project's severity; nothing where it is off. */
export function leveled(found: Diagnostic, config: ProjectConfig): Diagnostic[] {
  const severity = levelIn(config, found.code, found.severity);
  if (severity === 'off') return [];
  return [severity === found.severity ? found : { ...found, severity }];
}

const levels = ['error', 'warning', 'information', 'off'] as const satisfies readonly Level[];

export interface ReadConfig {
  readonly config: ProjectConfig;
  readonly diagnostics: readonly Diagnostic[];
}

export function readConfig(text: string): ReadConfig {
  const diagnostics: Diagnostic[] = [];
  const say: Say = (code, { start, end }, message, fixes = [], severity = 'error') => {
    diagnostics.push({ code, severity, message, start, end, fixes, related: [] });
  };
  const parsed = parseJson(text);
  if ('problem' in parsed) {
    say('config-not-json', parsed, parsed.problem);
    return { config: defaultConfig, diagnostics };
  }
  const severities = new Map<string, Level>();
  const limits: { -readonly [K in keyof Limits]: Limits[K] } = { ...defaultLimits };
  for (const member of membersOf(parsed, configName, say)) {
    const { key, value } = member;
    if (key.text === 'severities') readSeverities(value, severities, say);
    else if (key.text === 'limits') readLimits(value, limits, say);
    else if (key.text !== '$schema') unknownKey(member, ['severities', 'limits'], configName, say);
  }
  return { config: { severities, limits }, diagnostics };
}

type Say = (code: string, at: Range, message: string, fixes?: readonly QuickFix[], severity?: Severity) => void;

function membersOf(node: JsonNode, what: string, say: Say): readonly JsonMember[] {
  if (node.kind === 'object') return node.members;
  say('config-wrong-value', node, `${what} takes an object: { … }.`);
  return [];
}

function unknownKey({ key }: JsonMember, known: readonly string[], what: string, say: Say): void {
  const near = nearest(key.text, known);
  const hint = near === undefined ? `it has ${known.join(', ')}` : `is ${near} meant?`;
  say('config-unknown-key', key, `${what} has no ${key.text}; ${hint}`, quoted(key, near));
}

/** The range of a key has its quotation marks. */
const quoted = (at: Range, text: string | undefined) => renameFix(at, text === undefined ? undefined : `"${text}"`);

function readSeverities(node: JsonNode, into: Map<string, Level>, say: Say): void {
  for (const { key, value } of membersOf(node, 'severities', say)) {
    const level = value.kind === 'string' ? levels.find((one) => one === value.value) : undefined;
    if (!pageCodes.has(key.text)) {
      const near = nearest(key.text, pageCodes);
      const hint = near === undefined ? '' : ` Is ${near} meant?`;
      const message = `There is no diagnostic ${key.text}.${hint}`;
      say('config-unknown-key', key, message, quoted(key, near), 'warning');
    } else if (level === undefined) {
      const near = value.kind === 'string' ? nearest(value.value, levels) : undefined;
      say('config-wrong-value', value, `A severity is one of ${levels.join(', ')}.`, quoted(value, near));
    } else into.set(key.text, level);
  }
}

function readLimits(node: JsonNode, into: { -readonly [K in keyof Limits]: Limits[K] }, say: Say): void {
  for (const member of membersOf(node, 'limits', say)) {
    const name = limitNames.find((known) => known === member.key.text);
    if (name === undefined) {
      unknownKey(member, limitNames, 'limits', say);
      continue;
    }
    const { value } = member;
    const read = value.kind === 'number' || value.kind === 'string' ? limitSettings[name].read(value.value) : null;
    if (read === null) say('config-wrong-value', value, `${name} is ${limitSettings[name].takes}.`);
    else into[name] = read;
  }
}
