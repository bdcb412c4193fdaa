/** A setting of a train, of its stages or of its data gets another value, or an argument within one does. */
import { findPath, type Item, isProblem, type TextChange, type TrainItem } from '../../server/language/index.ts';
import { suggestion, UsageError } from '../terminal/exit.ts';
import type { SettingChange } from './change.ts';

export function settingChanges(
  text: string,
  items: readonly Item[],
  { path, value }: SettingChange,
  name: string | undefined,
): readonly TextChange[] {
  const train = items.find(
    (item): item is TrainItem =>
      item.kind === 'train' && (name === undefined || (item.as ?? item.model)?.text === name),
  );
  if (train === undefined) throw new UsageError(`There is no train to set ${path} in.`);
  const place = findPath(path, { text, items, train });
  if (isProblem(place)) throw new UsageError(`${place.message}${suggestion(place.near?.word)}`);
  return place.set(value);
}
