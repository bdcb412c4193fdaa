import { relative } from 'node:path';
import { averagedOf } from '../../engine/evaluation/ensemble.ts';
import { evaluateRuns } from '../../engine/evaluation/evaluate-runs.ts';
import { readTrained, snapshotsOf, type Trained } from '../../engine/evaluation/trained.ts';
import { endsOf } from '../../engine/network/heads.ts';
import type { Scores } from '../../engine/protocol/records.ts';
import { count } from '../../model/units.ts';
import { backendOf, backendOption } from '../backend-option.ts';
import { type Command, flag, type Invocation, textOption } from '../command.ts';
import { checkpointOption, onBackend, openRun } from '../open-run.ts';
import { otherData } from '../other-data.ts';
import { settingsOption } from '../settings/apply.ts';
import { leaveOnSignal } from '../signals.ts';
import { exitCodes, InputError, UsageError } from '../terminal/exit.ts';
import { err, isPlain, out } from '../terminal/output.ts';

const parts = ['val', 'train', 'all'] as const;

export const evaluate: Command = {
  name: 'evaluate',
  usage:
    'evaluate RUN… [--data NAME] [--set KEY=VALUE…] [--checkpoint best|last|FILE] [--snapshots] [--part val|train|all] [--backend B] [--json]',
  doc: 'Evaluates a run on its validation samples or on other data: loss, accuracy, metrics. Several runs, or the snapshots of one, are an ensemble: the mean of their probabilities where softmax is the loss, else of their scores.',
  options: {
    data: {
      type: 'string',
      value: 'NAME',
      doc: 'another data item of the model file, instead of what it was trained on',
    },
    set: { ...settingsOption, doc: 'with --data: as the run was started, where its model was changed so' },
    checkpoint: checkpointOption,
    snapshots: { type: 'boolean', doc: 'the weights at the end of each cycle of the learning rate, as an ensemble' },
    part: { type: 'string', value: 'P', doc: 'val (as when not given), train, or all samples' },
    backend: backendOption,
    json: { type: 'boolean', doc: 'one JSON document' },
  },
  async run(invocation) {
    const part = partOf(invocation);
    const requested = backendOf(invocation);
    const members = membersOf(invocation);
    const [{ job, stage }] = members;
    const name = textOption(invocation, 'data');
    const data = name === undefined ? job.settings.data : otherData(job, name, invocation);
    warnOfSplits(members);
    leaveOnSignal();
    const moving = !isPlain(process.stderr);
    const { scores, samples, device, backend } = await onBackend(job, requested, async (opened) => ({
      ...(await evaluateRuns({
        members,
        data,
        part,
        backend: opened,
        onProgress: (done, total) => {
          if (moving) process.stderr.write(`\r\u001b[2K${count(done)} of ${count(total)} samples`);
        },
        onCorrupt: ({ item, reason }) => err(`Left out: ${item} (${reason})`),
      })),
      device: opened.device,
      backend: opened.name,
    }));
    if (moving) process.stderr.write('\r\u001b[2K');
    const heads = endsOf(job.graph).map((end) => averagedOf({ graph: job.graph, loss: stage.loss }, end.name));
    const mean = members.length === 1 ? null : heads.every((head) => head === heads[0]) ? heads[0] : heads;
    if (flag(invocation, 'json')) {
      const checkpoints = members.map(({ run, file, epoch }) => ({ run, file, epoch }));
      const named = { model: job.graph.model, data: data.name, part, samples };
      out(JSON.stringify({ version: 1, ...named, ...scores, checkpoints, mean, backend, device }, null, 2));
      return exitCodes.fine;
    }
    for (const each of members) err(described(each));
    if (mean !== null) err(`An ensemble of ${members.length}: the mean of their ${[mean].flat().join(' and ')}.`);
    out(`${job.graph.model} on ${data.name} (${part}, ${count(samples)} samples), ${backend} (${device})`);
    for (const line of lines(scores)) out(line);
    return exitCodes.fine;
  },
};

function partOf(invocation: Invocation): (typeof parts)[number] {
  const named = textOption(invocation, 'part') ?? 'val';
  const part = parts.find((candidate) => candidate === named);
  if (part === undefined) throw new UsageError(`--part is one of ${parts.join(', ')}; not ${named}.`);
  return part;
}

function membersOf(invocation: Invocation): readonly [Trained, ...Trained[]] {
  const checkpoint = textOption(invocation, 'checkpoint');
  const [first, ...others] = invocation.positionals;
  if (first === undefined) throw new UsageError('evaluate takes the folder of a run, or of several.');
  if (!flag(invocation, 'snapshots')) {
    if (others.length > 0 && checkpoint !== undefined && checkpoint !== 'best' && checkpoint !== 'last')
      throw new UsageError('With several runs --checkpoint is best or last: a file is of one of them.');
    return [openRun(first, checkpoint), ...others.map((folder) => openRun(folder, checkpoint))];
  }
  if (others.length > 0 || checkpoint !== undefined)
    throw new UsageError('--snapshots takes the checkpoints of one run; leave out --checkpoint and other runs.');
  const trained = openRun(first, 'last');
  const [one, ...more] = snapshotsOf(trained.run).map((path) => snapshot(trained, path));
  if (one === undefined)
    throw new InputError(`${first} has no snapshots: a cyclic schedule keeps them (schedule = cyclic(every=…)).`);
  return [one, ...more];
}

/** All of one run, so that its data is read once. */
function snapshot(trained: Trained, path: string): Trained {
  const { weights, epoch } = readTrained(trained.run, path);
  return { ...trained, weights, epoch, optimizer: null, file: relative(trained.run, path) };
}

/** What one run validates on may be what another was trained on. */
function warnOfSplits(members: readonly Trained[]): void {
  const splitOf = ({ job: { settings } }: Trained) =>
    JSON.stringify([settings.data.source, settings.data.split, settings.seed]);
  const [first, ...others] = members;
  const apart = others.filter((other) => splitOf(other) !== splitOf(first as Trained));
  if (apart.length > 0)
    err(
      `The samples are those of ${first?.run}; ${apart.map(({ run }) => run).join(', ')} had another seed or split, and may have been trained on some of them. --data with samples that none has seen says more.`,
    );
}

const described = ({ run, file, epoch }: Trained) => `${run}: ${file}${epoch === null ? '' : `, after epoch ${epoch}`}`;

const lines = ({ loss, accuracy, metrics = {} }: Scores): readonly string[] => [
  `loss      ${loss.toFixed(4)}`,
  ...(accuracy === undefined ? [] : [`accuracy  ${(100 * accuracy).toFixed(2)}%`]),
  ...Object.entries(metrics).map(
    ([name, value]) => `${name.padEnd(8)}  ${value === null ? '–' : value.toPrecision(4)}`,
  ),
];
