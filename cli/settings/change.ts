/** What `KEY=VALUE` asks for. */
import { trainSettings } from '../../server/language/index.ts';
import { UsageError } from '../terminal/exit.ts';

export interface ParameterChange {
  readonly target: 'parameter';
  readonly name: string;
  readonly value: string;
}

export interface SettingChange {
  readonly target: 'setting';
  readonly key: string;
  /** What stands after the key: an argument (`lr`), or a call within the value and its argument (`l2`, `weight`). */
  readonly path: readonly string[];
  readonly value: string;
}

export type Change = ParameterChange | SettingChange;

/** `model.NAME` and a bare name that is no setting are parameters of the model. */
export function parseChange(text: string): Change {
  const match = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)=([^\r\n]+)$/.exec(text);
  const [, key, value] = match ?? [];
  if (key === undefined || value === undefined)
    throw new UsageError(`--set takes KEY=VALUE, for example optimizer.lr=1e-2; not ${text}.`);
  const [first = '', ...path] = key.split('.');
  if (first === 'model' && path.length === 1) return { target: 'parameter', name: path[0] ?? '', value };
  if (path.length === 0 && !Object.hasOwn(trainSettings, first)) return { target: 'parameter', name: first, value };
  return { target: 'setting', key: first, path, value };
}
