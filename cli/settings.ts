/**
 * `--set KEY=VALUE`: the path syntax of the language. A change is made in the text of the file, which is then read
 * again, so that a value set here is checked exactly as one written there.
 */
import { type Analysis, analyze, trainSettings } from '../server/language/index.ts';
import type { Invocation, Option } from './command.ts';
import type { ModelFile } from './files.ts';
import { UsageError } from './terminal/exit.ts';

export const settingsOption: Option = {
  type: 'string',
  multiple: true,
  value: 'KEY=VALUE',
  doc: 'changes a value: model.classes=100 (or classes=100), optimizer.lr=1e-2, batch=32',
};

export interface Change {
  readonly path: readonly string[];
  readonly value: string;
}

export function parseChange(text: string): Change {
  const match = /^([A-Za-z_][\w.]*)=(.+)$/.exec(text);
  if (match === null) throw new UsageError(`--set takes KEY=VALUE, for example optimizer.lr=1e-2; not ${text}.`);
  return { path: (match[1] ?? '').split('.'), value: match[2] ?? '' };
}

/** The file with `--set` and the short options for settings applied, in order. */
export function applySettings(file: ModelFile, invocation: Invocation, train?: string): ModelFile {
  const asked = (invocation.values.set as readonly string[] | undefined) ?? [];
  const short = ['epochs', 'seed'].flatMap((key) => {
    const value = invocation.values[key];
    return typeof value === 'string' ? [`${key}=${value}`] : [];
  });
  let { analysis } = file;
  for (const text of [...asked, ...short]) analysis = analyze(file.path, changed(analysis, parseChange(text), train));
  return { path: file.path, analysis };
}

function changed(analysis: Analysis, { path, value }: Change, train: string | undefined): string {
  const [first = '', second] = path;
  if (second === undefined && !Object.hasOwn(trainSettings, first)) return setParameter(analysis, first, value);
  if (first === 'model' && second !== undefined) return setParameter(analysis, second, value);
  return setSetting(analysis, first, second, value, train);
}

/** The default of a parameter in every model that has it, and what trains give it. */
function setParameter({ text, models, trains }: Analysis, name: string, value: string): string {
  const owners = models.filter(({ parameters }) => parameters.some((parameter) => parameter.name === name));
  if (owners.length === 0) {
    const known = models.flatMap(({ parameters }) => parameters.map((parameter) => parameter.name));
    throw new UsageError(
      `No model has a parameter ${name}; there ${known.length === 0 ? 'are none' : `is ${known.join(', ')}`}.`,
    );
  }
  const edits = owners.flatMap(({ parameters }) =>
    parameters
      .filter((parameter) => parameter.name === name)
      .map(({ definition }) => ({ at: definition.end, stop: /[,){\n]/ })),
  );
  for (const { modelRange, model } of trains) {
    if (!owners.some((owner) => owner.name === model)) continue;
    const given = new RegExp(`^\\s*\\([^)]*\\b${name}\\b`).exec(text.slice(modelRange.end));
    if (given !== null) edits.push({ at: modelRange.end + given[0].length, stop: /[,)]/ });
  }
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, stop }) => {
      const length = result.slice(at).search(stop);
      return `${result.slice(0, at)} = ${value}${result.slice(at + Math.max(0, length))}`;
    }, text);
}

/** `batch=32` or `optimizer.lr=1e-2`, in the train that is meant. */
function setSetting(
  { text, trains }: Analysis,
  key: string,
  argument: string | undefined,
  value: string,
  name: string | undefined,
): string {
  const train = trains.find((candidate) => name === undefined || candidate.name === name);
  if (train === undefined) throw new UsageError(`There is no train to set ${key} in.`);
  if (!Object.hasOwn(trainSettings, key))
    throw new UsageError(`A train has no setting ${key}; it has ${Object.keys(trainSettings).join(', ')}.`);
  const block = text.slice(train.range.start, train.range.end);
  const line = new RegExp(`(^|[\\n;{])([^\\S\\n]*)${key}([^\\S\\n]*)=([^\\n;}#]*)`).exec(block);
  if (argument === undefined) {
    if (line === null) return insertSetting(text, train.range.start + block.indexOf('{') + 1, `${key} = ${value}`);
    const from = train.range.start + line.index + line[0].length - (line[4] ?? '').length;
    return `${text.slice(0, from)} ${value} ${text.slice(from + (line[4] ?? '').length)}`;
  }
  if (line === null)
    throw new UsageError(
      `This train does not set ${key}; set it whole, for example ${trainSettings[key]?.example.replace(' = ', '=')}.`,
    );
  const from = train.range.start + line.index + line[0].length - (line[4] ?? '').length;
  const call = line[4] ?? '';
  return text.slice(0, from) + setArgument(call, argument, value) + text.slice(from + call.length);
}

const insertSetting = (text: string, at: number, setting: string) =>
  `${text.slice(0, at)} ${setting}; ${text.slice(at)}`;

/** `adam(lr=1e-3)` with one argument changed or added. */
function setArgument(call: string, name: string, value: string): string {
  const written = new RegExp(`(\\b${name}\\s*=\\s*)[^,)]*`);
  if (written.test(call)) return call.replace(written, `$1${value}`);
  if (/\(\s*\)/.test(call)) return call.replace(/\(\s*\)/, `(${name}=${value})`);
  return call.includes(')')
    ? call.replace(/\)([^)]*)$/, `, ${name}=${value})$1`)
    : `${call.trimEnd()}(${name}=${value}) `;
}
