import type { ActivationRow } from '../../engine/check/activations.ts';
import type { Finding } from '../../engine/check/finding.ts';
import { type CheckName, checks, sanityChecks } from '../../engine/check/sanity.ts';
import { UncoveredError, uncovered } from '../../engine/uncovered.ts';
import { oneFile } from '../arguments.ts';
import { backendOption } from '../backend-option.ts';
import { type Command, flag } from '../command.ts';
import { onBackend } from '../open-run.ts';
import { settingsOption } from '../settings/apply.ts';
import { leaveOnSignal } from '../signals.ts';
import { exitCodes, InputError } from '../terminal/exit.ts';
import { err, isPlain, out, table } from '../terminal/output.ts';
import { wholeNumber } from '../whole-number.ts';
import { jobOf } from './train.ts';

const SECONDS = 60;

export const sanity: Command = {
  name: 'sanity',
  usage: 'sanity FILE [--train NAME] [--set KEY=VALUE…] [--backend B] [--seed N] [--seconds N] [--json]',
  doc: 'Makes the checks of CS231n before a training: initial loss, activations, regularization, overfitting a few samples, shuffled labels, a range of learning rates. Nothing is written.',
  options: {
    train: { type: 'string', value: 'NAME', doc: 'the train item, where the file has several' },
    set: settingsOption,
    backend: backendOption,
    seed: { type: 'string', value: 'N', doc: 'instead of the seed of the file' },
    seconds: { type: 'string', value: 'N', doc: `how long one check may train (${SECONDS})` },
    json: { type: 'boolean', doc: 'one JSON document' },
  },
  async run(invocation) {
    const budget = 1000 * wholeNumber(invocation, 'seconds', SECONDS);
    const job = jobOf(oneFile('sanity', invocation), invocation);
    const missing = uncovered(job);
    if (missing.length > 0) throw new InputError(new UncoveredError(missing).message);
    leaveOnSignal();
    const json = flag(invocation, 'json');
    const progress = new ProgressLine();
    const found: (Finding & { readonly check: CheckName })[] = [];
    const machine = await onBackend(job, job.backend, async (backend) => {
      err(`${job.settings.name} on ${job.settings.data.name}, ${backend.name} (${backend.device})`);
      const request = {
        job,
        backend,
        budget,
        onStep: (check: CheckName, done: number, total: number) => progress.show(check, done, total),
        onCorrupt: ({ item, reason }: { item: string; reason: string }) => err(`Left out: ${item} (${reason})`),
      };
      for await (const [check, finding] of sanityChecks(request)) {
        progress.clear();
        found.push({ check, ...finding });
        if (!json) out(described(check, finding));
      }
      return { backend: backend.name, device: backend.device };
    });
    if (json) out(JSON.stringify({ version: 1, train: job.settings.name, ...machine, checks: found }, null, 2));
    return found.some(({ verdict }) => verdict === 'wrong') ? exitCodes.input : exitCodes.fine;
  },
};

/** Standard error: a line that moves on a terminal, else one line for each check. */
class ProgressLine {
  readonly #moving = !isPlain(process.stderr);
  #shown: CheckName | null = null;

  show(check: CheckName, done: number, total: number): void {
    if (this.#moving) process.stderr.write(`\r\u001b[2K${check}: ${done} of ${total}`);
    else if (this.#shown !== check) err(`${check} …`);
    this.#shown = check;
  }

  clear(): void {
    if (this.#moving) process.stderr.write('\r\u001b[2K');
  }
}

const WIDTH = Math.max(...Object.keys(checks).map((name) => name.length));

function described(check: CheckName, finding: Finding & { readonly layers?: readonly ActivationRow[] }): string {
  const verdict = finding.verdict === 'wrong' ? 'WRONG' : finding.verdict;
  const line = `${check.padEnd(WIDTH)}  ${verdict.padEnd(8)}  ${finding.message}`;
  return finding.layers === undefined ? line : `${line}\n${layerRows(finding.layers)}`;
}

const percent = (share: number | undefined) => (share === undefined ? '' : `${(100 * share).toFixed(0)}%`);

function layerRows(layers: readonly ActivationRow[]): string {
  const rows = layers.map(({ layer, kind, mean, deviation, zeros, dead, saturated, fault }) => [
    `  ${layer}`,
    kind,
    mean.toPrecision(3),
    deviation.toPrecision(3),
    percent(zeros),
    percent(dead),
    percent(saturated),
    fault ?? '',
  ]);
  const head = ['  layer', 'kind', 'mean', 'deviation', 'zeros', 'dead', 'saturated', ''];
  return table([head, ...rows], new Set([2, 3, 4, 5, 6]));
}
