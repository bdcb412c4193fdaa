import { checkGradients, type GradientCheck } from '../../engine/check/gradients.ts';
import { HAPPY, WRONG } from '../../engine/check/slopes.ts';
import { UncoveredError, uncoveredGraph } from '../../engine/uncovered.ts';
import { trainDefaults } from '../../model/settings.ts';
import { oneFile } from '../arguments.ts';
import { type Command, flag, textOption } from '../command.ts';
import { modelOption, pickModel } from '../pick-model.ts';
import { settingsOption } from '../settings/apply.ts';
import { exitCodes, InputError, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { wholeNumber } from '../whole-number.ts';

const ELEMENTS = 20;
const BATCH = 3;

export const gradcheck: Command = {
  name: 'gradcheck',
  usage:
    'gradcheck FILE [--model NAME] [--set KEY=VALUE…] [--batch N] [--elements N] [--mode train|eval] [--seed N] [--json]',
  doc: 'Compares the analytic gradients of a model with central differences, in float64 on the reference backend. Elements at a corner of the function (ReLU, max) are counted and left out.',
  options: {
    model: modelOption,
    set: settingsOption,
    batch: { type: 'string', value: 'N', doc: `samples of the batch, drawn by chance (${BATCH})` },
    elements: { type: 'string', value: 'N', doc: `elements that are looked at of each weight and input (${ELEMENTS})` },
    mode: { type: 'string', value: 'M', doc: 'train: batch statistics and noise (as when not given); eval: without' },
    seed: { type: 'string', value: 'N', doc: 'where weights, inputs and the choice of elements start (1)' },
    json: { type: 'boolean', doc: 'one JSON document' },
  },
  async run(invocation) {
    const path = oneFile('gradcheck', invocation);
    const mode = textOption(invocation, 'mode') ?? 'train';
    if (mode !== 'train' && mode !== 'eval') throw new UsageError(`--mode is train or eval; not ${mode}.`);
    const { graph } = pickModel(path, { ...invocation, values: { ...invocation.values, seed: undefined } });
    const missing = uncoveredGraph(graph);
    if (missing.length > 0) throw new InputError(new UncoveredError(missing).message);
    const json = flag(invocation, 'json');
    const checks = await checkGradients({
      graph,
      init: trainDefaults.init,
      seed: wholeNumber(invocation, 'seed', trainDefaults.seed, 0),
      batch: wholeNumber(invocation, 'batch', BATCH),
      elements: wholeNumber(invocation, 'elements', ELEMENTS),
      training: mode === 'train',
      onTensor: (name, done, total) => {
        if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${done + 1} of ${total}: ${name}`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    const wrong = checks.filter(({ worst }) => !(worst <= WRONG));
    if (json) out(JSON.stringify({ version: 1, model: graph.model, mode, threshold: WRONG, checks }, null, 2));
    else {
      out(table(checks));
      if (wrong.length > 0) err(`${wrong.length} of ${checks.length} gradients are wrong.`);
    }
    return wrong.length > 0 ? exitCodes.input : exitCodes.fine;
  },
};

const verdict = (worst: number) => (worst <= HAPPY ? 'right' : worst <= WRONG ? 'near' : 'WRONG');

function table(checks: readonly GradientCheck[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, checked, kinks, worst, at }) => {
      const corners = kinks === 0 ? '' : `, ${kinks} at a corner left out`;
      const where = at === null || worst <= WRONG ? '' : `: [${at.index}] is ${at.analytic}, numerically ${at.numeric}`;
      return `${name.padEnd(width)}  ${verdict(worst).padEnd(5)}  ${worst.toExponential(1)} over ${checked} elements${corners}${where}`;
    })
    .join('\n');
}
