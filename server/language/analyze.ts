/** Text to everything the language knows of it. Never throws, whatever the text. */

import { withoutAllowed } from './allow.ts';
import type { Analysis, AnalyzedModel } from './analysis.ts';
import { evaluateModel } from './evaluate/model.ts';
import { Reporter } from './evaluate/reporter.ts';
import type { Computed } from './evaluate/scope.ts';
import { evaluateData, evaluateTrain } from './evaluate/train.ts';
import { Lines } from './lines.ts';
import { parse } from './syntax/parser.ts';
import type { DataItem, Item, ModelItem, TrainItem } from './syntax/tree.ts';

/** `file` is a path or URI for messages and for the graph's sources; it is not read. */
export function analyze(file: string, text: string): Analysis {
  const tree = parse(text);
  const lines = new Lines(text);
  const reporter = new Reporter();
  for (const problem of tree.problems) {
    const { code, end, message, insert } = problem;
    const fixes =
      insert === undefined ? [] : [{ title: `Insert ${insert.trim()}`, changes: [{ start: end, end, text: insert }] }];
    reporter.say(code, problem, message, { fixes });
  }
  const models = ofKind<ModelItem>(tree.items, 'model');
  const data = ofKind<DataItem>(tree.items, 'data');
  sayDuplicates([...models, ...data], reporter);
  const run = (
    item: ModelItem,
    into: Reporter,
    values?: ReadonlyMap<string, Computed>,
    batch?: number,
  ): AnalyzedModel =>
    evaluateModel(item, {
      file,
      text,
      lines,
      reporter: into,
      ...(values === undefined ? {} : { values }),
      ...(batch === undefined ? {} : { batch }),
    });
  const analyzedModels = models.map((item) => run(item, reporter));
  for (const item of data) evaluateData(item, reporter);
  const trains = ofKind<TrainItem>(tree.items, 'train').map((item) =>
    evaluateTrain(item, {
      models,
      data,
      reporter,
      // At the model's own defaults it has been reported already; at a train's arguments only what is new is said.
      evaluateModel: (model, values, batch) => run(model, reporter, values, batch),
    }),
  );
  const diagnostics = withoutAllowed(reporter.diagnostics, tree.tokens, lines);
  return {
    text,
    models: analyzedModels,
    data: data.map(({ name, start, end }) => ({
      name: name?.text ?? '',
      nameRange: { start: name?.start ?? start, end: name?.end ?? start },
      range: { start, end },
    })),
    trains,
    diagnostics: diagnostics.sort((a, b) => a.start - b.start || a.end - b.end),
  };
}

const ofKind = <I extends Item>(items: readonly Item[], kind: I['kind']): I[] =>
  items.filter((item): item is I => item.kind === kind);

function sayDuplicates(items: readonly (ModelItem | DataItem)[], reporter: Reporter): void {
  const first = new Map<string, ModelItem | DataItem>();
  for (const item of items) {
    if (item.name === null) continue;
    const before = first.get(item.name.text);
    if (before?.name != null) {
      const related = [{ start: before.name.start, end: before.name.end, message: 'the first one' }];
      reporter.say('name-given-twice', item.name, `${item.name.text} is there already; a name is given once.`, {
        related,
      });
    } else first.set(item.name.text, item);
  }
}
