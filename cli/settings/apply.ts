/**
 * `--set KEY=VALUE` in the path syntax of the language. A change is made in the text of the file, which is then read
 * again, so that a value set here is checked exactly as one written there.
 */
import { parse } from '../../server/language/index.ts';
import type { Invocation, Option } from '../command.ts';
import { type ModelFile, modelFile } from '../files.ts';
import { type Change, parseChange } from './change.ts';
import { parameterChanges } from './parameter.ts';
import { settingChanges } from './setting.ts';

export const settingsOption: Option = {
  type: 'string',
  multiple: true,
  value: 'KEY=VALUE',
  doc: 'changes a value: model.classes=100 (or classes=100), optimizer.lr=1e-2, batch=32, data.split.val=1000',
};

const SHORT = ['epochs', 'seed'] as const;

/** The file with `--set` and the short options for settings applied, in order. `train` names the item that is meant. */
export function applySettings(file: ModelFile, invocation: Invocation, train?: string): ModelFile {
  const asked = (invocation.values.set as readonly string[] | undefined) ?? [];
  const short = SHORT.flatMap((key) => {
    const value = invocation.values[key];
    return typeof value === 'string' ? [`${key}=${value}`] : [];
  });
  const changes = [...asked, ...short];
  if (changes.length === 0) return file;
  const text = changes.map(parseChange).reduce((before, change) => changed(before, change, train), file.analysis.text);
  return modelFile(file.path, text, file.data);
}

function changed(text: string, change: Change, train: string | undefined): string {
  const { items } = parse(text);
  const edits =
    change.target === 'parameter' ? parameterChanges(items, change) : settingChanges(text, items, change, train);
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
