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
  /** In the path syntax of the language: `optimizer.lr`, `loss.l2.weight`, `data.split.val`. */
  readonly path: string;
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
  return { target: 'setting', path: key, value };
}
