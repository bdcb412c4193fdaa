/**
 * Trains the examples through the command line and holds them against what is known of such networks:
 * `npm run build && node bench/known-ground.ts [name …]`. Prints a table; fails where a goal is missed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EndRecord, EpochRecord, RunRecord } from '../engine/protocol/records.ts';

const root = join(import.meta.dirname, '..');

interface Outcome {
  readonly epochs: readonly EpochRecord[];
  readonly end: EndRecord;
  /** On the samples kept aside, after the last epoch. */
  readonly accuracy: number;
}

interface Goal {
  readonly file: string;
  readonly train?: string;
  readonly goal: string;
  /** `others` by the name of their train. */
  isMet(outcome: Outcome, others: ReadonlyMap<string, Outcome>): boolean;
}

const accuracyOf = (outcome: Outcome | undefined) => outcome?.accuracy ?? Number.NaN;

const goals: readonly Goal[] = [
  { file: 'spirals', train: 'linear', goal: '45 to 55%', isMet: ({ accuracy }) => Math.abs(accuracy - 0.5) <= 0.05 },
  { file: 'spirals', train: 'two_layers', goal: '≥ 98%', isMet: ({ accuracy }) => accuracy >= 0.98 },
  { file: 'lenet', goal: '≥ 98.5%', isMet: ({ accuracy }) => accuracy >= 0.985 },
  { file: 'batchnorm', train: 'plain', goal: '≥ 85%', isMet: ({ accuracy }) => accuracy >= 0.85 },
  {
    file: 'batchnorm',
    train: 'plain_fast',
    goal: 'fails: not finite, or ≤ 20%',
    isMet: ({ accuracy, end }) => end.code === 'nan' || accuracy <= 0.2,
  },
  { file: 'batchnorm', train: 'normalized_fast', goal: '≥ 85%', isMet: ({ accuracy }) => accuracy >= 0.85 },
  { file: 'shapes', train: 'plain', goal: '', isMet: () => true },
  {
    file: 'shapes',
    train: 'residual',
    goal: '10 points above plain',
    isMet: ({ accuracy }, others) => accuracy >= accuracyOf(others.get('shapes plain')) + 0.1,
  },
];

const titleOf = ({ file, train = '' }: Goal) => `${file} ${train}`.trim();

async function outcomeOf({ file, train }: Goal, run: string): Promise<Outcome> {
  const args = ['train', join(root, 'examples', `${file}.nn`), '--backend', 'cpu', '--json', '--run', run];
  if (train !== undefined) args.push('--train', train);
  const launcher = join(root, 'cli', 'bin', 'netwright.js');
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes;
  });
  const epochs: EpochRecord[] = [];
  let end: EndRecord | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line) as RunRecord;
    if (record.type === 'epoch') epochs.push(record);
    if (record.type === 'end') end = record;
  }
  if (end === null) throw new Error(`${file}: ${said}`);
  return { epochs, end, accuracy: epochs.at(-1)?.val.accuracy ?? 0 };
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** Of the time of these epochs the share in which the training waited for data. */
const waitShare = (epochs: readonly EpochRecord[]): string => {
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return seconds === 0 ? '' : percent(epochs.reduce((sum, { waited }) => sum + waited, 0) / seconds);
};

const asked = process.argv.slice(2);
const outcomes = new Map<string, Outcome>();
const scratch = mkdtempSync(join(tmpdir(), 'netwright-ground-'));
let missed = 0;
try {
  console.log('| training | validation | goal | | seconds | waits for data | after the first epoch |');
  console.log('| --- | ---: | --- | --- | ---: | ---: | ---: |');
  for (const goal of goals) {
    const title = titleOf(goal);
    if (asked.length > 0 && !asked.some((word) => title.startsWith(word))) continue;
    const outcome = await outcomeOf(goal, join(scratch, title.replace(' ', '-')));
    outcomes.set(title, outcome);
    const isMet = goal.isMet(outcome, outcomes);
    if (!isMet) missed++;
    const { epochs, end, accuracy } = outcome;
    const reached = epochs.length === 0 ? `${end.code} at step ${end.step + 1}` : percent(accuracy);
    const verdict = goal.goal === '' ? '' : isMet ? 'met' : 'missed';
    const waits = `${waitShare(epochs)} | ${waitShare(epochs.slice(1))}`;
    console.log(`| ${title} | ${reached} | ${goal.goal} | ${verdict} | ${end.seconds.toFixed(0)} | ${waits} |`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;
