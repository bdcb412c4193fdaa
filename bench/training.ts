/**
 * Training speed of the cpu backend beside that of its peers: `npm run bench`, with `--help` for more. Progress goes to
 * stderr, the table to stdout.
 */
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { BackendError } from '../engine/backends/backend.ts';
import { UncoveredError } from '../engine/uncovered.ts';
import { buildKernels } from '../scripts/kernels.ts';
import { measurePeak } from './fma/peak.ts';
import { kernelTable } from './kernels.ts';
import { multiplyAdds } from './multiply-adds.ts';
import { nets as benchNets, graphOf, type NetName } from './nets.ts';
import { type Options, readOptions, UsageError, usage } from './options.ts';
import { type ContestantName, OURS } from './peers/contestants.ts';
import { printProfile } from './profile.ts';
import { measure, type Result } from './rounds.ts';
import { absences, fallbacksOf, head, machineLine, rowsOf } from './table.ts';

function warnOfLoad(): void {
  const load = loadavg()[0] ?? 0;
  if (load > availableParallelism() / 4)
    console.error(
      `The load is ${load.toFixed(1)}: others compute here. Threads of one contestant then wait for each other, of some far longer than of others, and ratios say little. --threads 1 --clock processor suffers least.`,
    );
}

async function compare({ nets, peers, seconds, rounds, threads, clock }: Options): Promise<void> {
  if (clock === 'wall') warnOfLoad();
  const peak = await measurePeak(threads);
  const found = new Map<NetName, ReadonlyMap<ContestantName, Result>>();
  const versions: Record<string, string> = {};
  console.log(head);
  for (const net of nets) {
    console.error(`${net} …`);
    const graph = graphOf(net);
    const results = await measure({ net, graph, names: [OURS, ...peers], threads, clock, seconds, rounds });
    for (const result of results.values()) if ('ready' in result) Object.assign(versions, result.ready.versions);
    found.set(net, results);
    console.log(rowsOf(net, results, { multiplyAdds: multiplyAdds(graph, benchNets[net].batch), peak }));
  }
  if (clock === 'wall') console.log(`\n${await kernelTable(threads)}`);
  console.log(`\n${machineLine(peak, versions, clock)}`);
  for (const list of [absences(found), fallbacksOf(found)]) if (list !== '') console.log(`\n${list}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(usage);
  else {
    console.error('The kernels are built …');
    await buildKernels(join(import.meta.dirname, '..', 'dist', 'kernels'));
    if (options.profile !== null) await printProfile(options.profile, options);
    else await compare(options);
  }
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else if (error instanceof UncoveredError || error instanceof BackendError) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
