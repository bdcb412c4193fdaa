/** The results as Markdown, with the machine they were measured on. */
import { cpus, loadavg } from 'node:os';
import type { Peak, Rates } from './fma/peak.ts';
import { type BenchNet, type NetName, nets } from './nets.ts';
import { type ContestantName, contestants, type Entry, OURS } from './peers/contestants.ts';
import type { Clock } from './peers/protocol.ts';
import type { Measured, Result } from './rounds.ts';
import { median, pairedRatios, type Spread } from './statistics.ts';

type Versions = Readonly<Record<string, string>>;

const digits = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2);

const titles: Readonly<Record<string, string>> = {
  node: 'Node',
  tfjs: 'TensorFlow.js',
  tensorflow: 'TensorFlow',
  pytorch: 'PyTorch',
};

/** Two sentences: the machine, with versions as the contestants tell them, and what it can do at 128 bits. */
export function machineLine({ threads, registers, memory, gain }: Peak, versions: Versions, clock: Clock): string {
  const model = cpus()[0]?.model.trim() ?? 'An unknown processor';
  const known = Object.entries({ node: process.versions.node, ...versions }).map(([name, version]) => {
    return `${titles[name] ?? name} ${version}`;
  });
  const date = new Date().toISOString().slice(0, 10);
  const each = `${threads} thread${threads === 1 ? '' : 's'}${clock === 'processor' ? ', times of the processor' : ''}`;
  const rates = ({ one, all }: Rates) => (threads === 1 ? digits(one) : `${digits(one)} (all: ${digits(all)})`);
  const gains = threads === 1 ? '' : `, where all threads are ${digits(gain)} times as fast as one`;
  return [
    `${model}, ${cpus().length} cores, ${each}; ${known.join(', ')}; ${date}, load ${loadavg()[0]?.toFixed(1)}.`,
    `Multiply-adds at 128 bits on one thread: ${rates(registers)} GFLOP/s in registers, ${rates(memory)} with one factor loaded${gains}.`,
  ].join('\n');
}

export const head = [
  '| | ms a step | a second | Netwright is so many times as fast (least to most) | of the 128-bit peak | MiB |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
].join('\n');

/** `rounds`: how many there were in all. */
function times({ median: middle, least, most, count }: Spread, rounds: number): string {
  if (count === 1) return `${digits(middle)} (one round)`;
  const fewer = count < rounds ? ` in ${count} rounds` : '';
  return `${digits(middle)} (${digits(least)} to ${digits(most)}${fewer})`;
}

const ofRounds = ({ byRound }: Measured) => median(byRound.filter((time) => time !== null));

const isMeasured = (result: Result | undefined): result is Measured => result !== undefined && !('absent' in result);

/** The rows of one net. `multiplyAdds` are those of a step. */
export function rowsOf(
  name: NetName,
  results: ReadonlyMap<ContestantName, Result>,
  { multiplyAdds, peak }: { readonly multiplyAdds: number; readonly peak: Peak },
): string {
  const { title, batch, unit, perSample }: BenchNet = nets[name];
  const ours = results.get(OURS);
  const rows = [`| **${title}**, batch ${batch} | | ${unit} | | | |`];
  for (const [contestant, result] of results) {
    const { title: who } = contestants[contestant];
    if (!isMeasured(result)) {
      rows.push(`| ${who} | absent | | | | |`);
      continue;
    }
    const step = ofRounds(result);
    const perSecond = Math.round((1000 * batch * perSample) / step).toLocaleString('en-US');
    const ratio = contestant !== OURS && isMeasured(ours) ? pairedRatios(result.byRound, ours.byRound) : null;
    const faster = ratio === null ? '' : ` ${times(ratio, result.byRound.length)}`;
    const share = (2 * multiplyAdds) / (step * 1e6) / peak.registers.all;
    const memory = result.memory === null ? '' : ` ${(result.memory / 2 ** 20).toFixed(0)}`;
    rows.push(`| ${who} | ${digits(step)} | ${perSecond} |${faster} | ${(100 * share).toFixed(0)}% |${memory} |`);
  }
  return rows.join('\n');
}

/** What hides in no kernel of ours: a line for each net where there is any. */
export function fallbacksOf(found: ReadonlyMap<NetName, ReadonlyMap<ContestantName, Result>>): string {
  const lines = [...found].flatMap(([net, results]) => {
    const ours = results.get(OURS);
    const names = Object.entries(isMeasured(ours) ? ours.fallbacks : {}).filter(([, count]) => count > 0);
    return names.length === 0
      ? []
      : [
          `- Without a kernel of its own on cpu, times a step (${nets[net].title}): ${names.map(([op, count]) => `${op} ${count}`).join(', ')}`,
        ];
  });
  return lines.join('\n');
}

/** Each reason once, with the nets that it holds for. */
export function absences(found: ReadonlyMap<NetName, ReadonlyMap<ContestantName, Result>>): string {
  const reasons = new Map<string, string[]>();
  for (const [net, results] of found) {
    for (const [contestant, result] of results) {
      if (isMeasured(result)) continue;
      const { title, remedy = '' }: Entry = contestants[contestant];
      const reason = `${title}: ${result.absent}${result.missing === true ? ` ${remedy}` : ''}`;
      reasons.set(reason, [...(reasons.get(reason) ?? []), nets[net].title]);
    }
  }
  return [...reasons].map(([reason, of]) => `- Absent (${of.join('; ')}): ${reason}`).join('\n');
}
