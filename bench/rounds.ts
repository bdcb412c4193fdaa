/**
 * Rounds on one net: the contestants take turns, A B C A B C, and while one computes the others sleep, so that what
 * else the machine does falls on all of them. What is compared are times of one round.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Graph } from '../model/graph.ts';
import { type BenchNet, type NetName, nets } from './nets.ts';
import { AbsentError, Contestant } from './peers/contestant.ts';
import { type ContestantName, contestants, type Entry } from './peers/contestants.ts';
import type { Absent, Clock, Ready, Setup, Times } from './peers/protocol.ts';
import { learning } from './random-batch.ts';
import { median } from './statistics.ts';

export interface RoundsOptions {
  readonly net: NetName;
  readonly graph: Graph;
  readonly names: readonly ContestantName[];
  readonly threads: number;
  readonly clock: Clock;
  /** That each contestant is measured for, at most; one step it makes in any case. */
  readonly seconds: number;
  readonly rounds: number;
}

export interface Measured {
  readonly ready: Ready;
  /** Median milliseconds of a step in each round; `null` where it was not in the round. */
  readonly byRound: readonly (number | null)[];
  /** See `Times`; of the last round. */
  readonly fallbacks: NonNullable<Times['fallbacks']>;
  /** Bytes; `null` where that is not known. */
  readonly memory: number | null;
}

export type Result = Measured | Absent;

/** Threads that spin for work a while go to sleep. */
const SETTLE_MS = 20;

/** A contestant in the rounds. */
interface Runner {
  readonly name: ContestantName;
  readonly contestant: Contestant;
  readonly ready: Ready;
  readonly stepsPerRound: number;
  readonly rounds: number;
  readonly byRound: (number | null)[];
  fallbacks: Measured['fallbacks'];
}

/** Part of the time that is given to steps before those that count. */
const WARM_SHARE = 0.1;
const MOST_WARM_STEPS = 50;
/** Part of the time above which a step is long. */
const LONG_SHARE = 1 / 3;

/** Milliseconds of a step, once it has come to its speed. A step that takes long is warm at once. */
async function warmUp(contestant: Contestant, seconds: number): Promise<number> {
  const {
    times: [first = 0],
  } = await contestant.run(1);
  const budget = 1000 * seconds * WARM_SHARE;
  if (first > 1000 * seconds * LONG_SHARE) return first;
  const steps = Math.min(MOST_WARM_STEPS, Math.max(2, Math.ceil(budget / first)));
  const { times } = await contestant.run(steps);
  return median(times.slice(Math.floor(steps / 2)));
}

async function start(name: ContestantName, options: RoundsOptions): Promise<Runner> {
  const { net, graph, clock, seconds, rounds } = options;
  const entry: Entry = contestants[name];
  const { threads = options.threads } = entry;
  const launch = entry.launch(threads);
  if ('absent' in launch) throw new AbsentError(launch);
  const { batch }: BenchNet = nets[net];
  const setup: Setup = { net, graph, batch, threads, clock, ...learning };
  const { contestant, ready } = await Contestant.start(launch, setup);
  try {
    if (ready.params !== graph.trainable)
      throw new Error(`${name} has ${ready.params} parameters in ${net}, and bench/nets/${net}.nn ${graph.trainable}.`);
    const step = await warmUp(contestant, seconds);
    const affordable = Math.max(1, Math.floor((1000 * seconds) / step));
    const taken = Math.min(rounds, affordable);
    return {
      name,
      contestant,
      ready,
      stepsPerRound: Math.floor(affordable / taken),
      rounds: taken,
      byRound: [],
      fallbacks: {},
    };
  } catch (error) {
    await contestant.stop();
    throw error;
  }
}

/** By contestant, in the order of `names`. */
export async function measure(options: RoundsOptions): Promise<ReadonlyMap<ContestantName, Result>> {
  const results = new Map<ContestantName, Result>(options.names.map((name) => [name, { absent: '' }]));
  const runners: Runner[] = [];
  const drop = (name: ContestantName, error: unknown) => {
    if (!(error instanceof AbsentError)) throw error;
    results.set(name, error.absence);
  };
  try {
    for (const name of options.names) {
      try {
        runners.push(await start(name, options));
      } catch (error) {
        drop(name, error);
      }
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const runner of runners) {
        try {
          await turn(runner, round);
        } catch (error) {
          drop(runner.name, error);
          runners.splice(runners.indexOf(runner), 1);
        }
      }
    }
    for (const { name, contestant, ready, byRound, fallbacks } of runners)
      results.set(name, { ready, byRound, fallbacks, memory: contestant.peakMemory() });
  } finally {
    await Promise.all(runners.map(({ contestant }) => contestant.stop()));
  }
  return results;
}

async function turn(runner: Runner, round: number): Promise<void> {
  if (round >= runner.rounds) {
    runner.byRound.push(null);
    return;
  }
  await pause(SETTLE_MS);
  const { times, fallbacks = {} } = await runner.contestant.run(runner.stepsPerRound);
  runner.byRound.push(median(times));
  runner.fallbacks = fallbacks;
}
