/** The command line of `npm run bench`. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type NetName, netNames } from './nets.ts';
import { type ContestantName, peerNames, usualPeers } from './peers/contestants.ts';
import { type Clock, clocks } from './peers/protocol.ts';

export interface Options {
  readonly nets: readonly NetName[];
  readonly peers: readonly ContestantName[];
  readonly seconds: number;
  readonly rounds: number;
  readonly threads: number;
  readonly clock: Clock;
  /** The net whose time is taken apart in place of the comparison. */
  readonly profile: NetName | null;
}

/** The command line is wrong; the message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run bench -- [--nets ${netNames.join(',')}] [--peers ${peerNames.join(',')}]
                 [--seconds S] [--rounds N] [--threads N]
                 [--clock ${clocks.join('|')}] [--profile NET]

Training steps of this engine's cpu backend and of its peers in turns, as a table in Markdown.
  --nets     only these (all)
  --peers    only against these; none: the engine alone; cpu-1: the engine on one thread (all but that)
  --seconds  that each contestant computes on each net; one that takes longer for a step makes one (10)
  --rounds   in which they take turns (9)
  --threads  of every contestant that can have several (as many as the machine has)
  --clock    wall (as it is), or processor: how long one thread computed, where others compute too (wall)
  --profile  the time of one net by layer and by operation, on cpu alone`;

const NONE = 'none';

function named<Name extends string>(option: string, text: string, known: readonly Name[]): readonly Name[] {
  const found = text.split(',').map((part) => {
    const name = known.find((each) => each === part.trim());
    if (name === undefined) throw new UsageError(`--${option} does not know ${part}; there are ${known.join(', ')}.`);
    return name;
  });
  return known.filter((name) => found.includes(name));
}

function number(option: string, text: string, isWhole: boolean): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0 && (!isWhole || Number.isInteger(value))) return value;
  throw new UsageError(`--${option} takes a ${isWhole ? 'whole ' : ''}number above 0; not ${text}.`);
}

/** `null`: help is asked for. @throws UsageError */
export function readOptions(args: readonly string[]): Options | null {
  const text = { type: 'string' } as const;
  const options = {
    nets: text,
    peers: text,
    seconds: text,
    rounds: text,
    threads: text,
    clock: text,
    profile: text,
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options & { help: { type: 'boolean' } } }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } }));
  } catch (error) {
    const [first = ''] = (error as Error).message.split('. ');
    throw new UsageError(`${first.replace(/\.$/, '')}.`);
  }
  if (values.help === true) return null;
  const { nets, peers, seconds = '10', rounds = '9', profile } = values;
  const threads = values.threads === undefined ? availableParallelism() : number('threads', values.threads, true);
  const [clock = 'wall'] = values.clock === undefined ? [] : named('clock', values.clock, clocks);
  if (clock === 'processor' && threads > 1)
    throw new UsageError(
      '--clock processor is for one thread: of several it adds up what each has waited; add --threads 1.',
    );
  return {
    nets: nets === undefined ? netNames : named('nets', nets, netNames),
    peers: peers === undefined ? usualPeers : peers === NONE ? [] : named('peers', peers, peerNames),
    seconds: number('seconds', seconds, false),
    rounds: number('rounds', rounds, true),
    threads,
    clock,
    profile: profile === undefined ? null : (named('profile', profile, netNames)[0] ?? null),
  };
}
