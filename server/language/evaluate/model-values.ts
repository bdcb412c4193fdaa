/** `train LeNet5(classes = 10)`: values of the model's parameters, by position or name. */
import type { ModelItem, TrainItem } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { evaluate } from './expressions.ts';
import { nearest, renameFix } from './reporter.ts';
import type { Computed } from './values.ts';

export function modelValues(item: TrainItem, model: ModelItem, around: Surroundings): Map<string, Computed> {
  const names = model.parameters.map(({ name }) => name.text);
  const values = new Map<string, Computed>();
  item.args.forEach((argument, position) => {
    const name = argument.name?.text ?? names[position];
    if (name === undefined || !names.includes(name)) {
      const takes = names.length === 0 ? 'has no parameters' : `has ${names.join(', ')}`;
      const fixes = argument.name === null ? [] : renameFix(argument.name, nearest(argument.name.text, names));
      around.reporter.say('unknown-argument', argument.name ?? argument, `${model.name?.text} ${takes}.`, { fixes });
      return;
    }
    values.set(name, evaluate(argument.value, around));
  });
  return values;
}
