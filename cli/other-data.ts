/** Another `data` item of the file a run was started from, checked against the model as if it were trained on it. */
import type { Job } from '../engine/protocol/job.ts';
import type { DataSettings } from '../model/settings.ts';
import { faultOf, nearest } from '../server/language/index.ts';
import type { Invocation } from './command.ts';
import { requireSound } from './diagnose.ts';
import { modelFile, readModelFile } from './files.ts';
import { applySettings } from './settings/apply.ts';
import { InputError, suggestion, UsageError } from './terminal/exit.ts';

/** @throws UsageError when the file has no such data, InputError when it does not fit. */
export function otherData({ file, settings }: Job, name: string, invocation: Invocation): DataSettings {
  if (name === settings.data.name) return settings.data;
  const written = readModelFile(file, true);
  const { data, trains } = written.analysis;
  const names = data.map((item) => item.name);
  if (!names.includes(name))
    throw new UsageError(
      `${file} has no data ${name}; it has ${names.join(', ') || 'none'}.${suggestion(nearest(name, names))}`,
    );
  const train = trains.find((item) => item.name === settings.name);
  if (train?.dataRange == null)
    throw new InputError(
      `${file} has no train ${settings.name} any more, which the run is of; --data cannot be checked against it.`,
    );
  const set = applySettings(written, invocation, train.name);
  const range = set.analysis.trains.find((item) => item.name === settings.name)?.dataRange ?? train.dataRange;
  const { text } = set.analysis;
  const changed = modelFile(file, text.slice(0, range.start) + name + text.slice(range.end), true);
  requireSound(changed);
  const chosen = changed.analysis.trains.find((item) => item.name === settings.name);
  if (chosen?.job != null) return chosen.job.settings.data;
  const fault = chosen === undefined ? undefined : faultOf(changed.analysis, chosen);
  throw new InputError(
    `${settings.name} cannot be evaluated on ${name}${fault === undefined ? '' : `: ${fault.found.message}`}.`,
  );
}
