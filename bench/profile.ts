/** `npm run bench -- --profile NET`: the time of a training step on cpu by layer and by operation. */
import { openBackend } from '../engine/backends/open.ts';
import { Profile, type ProfileEntry } from '../engine/network/profile.ts';
import { UncoveredError, uncoveredGraph } from '../engine/uncovered.ts';
import { type BenchNet, graphOf, type NetName, nets } from './nets.ts';
import { learning, randomBatch, settingsOf } from './random-batch.ts';

const WARM_STEPS = 2;
/** What takes a smaller part is added up. */
const LEAST_SHARE = 0.005;

/** What a layer's time is printed under where no layer ran. */
const BETWEEN = '(loss, update, data)';

export async function printProfile(
  name: NetName,
  { seconds, threads }: { readonly seconds: number; readonly threads: number },
): Promise<void> {
  const graph = graphOf(name);
  const missing = uncoveredGraph(graph);
  if (missing.length > 0) throw new UncoveredError(missing);
  const { title, batch: count }: BenchNet = nets[name];
  const backend = await openBackend('cpu', { allowSoftware: false, threads });
  const options = { graph, batch: count, ...settingsOf(learning) };
  const batch = randomBatch(graph, count);

  /** Mean milliseconds of a step, for at most half of the time and at least one step. */
  const run = async (profile?: Profile): Promise<{ readonly steps: number; readonly mean: number }> => {
    const network = await backend.createNetwork(profile === undefined ? options : { ...options, profile });
    let step = 0;
    while (step < WARM_STEPS) await network.trainStep(batch, ++step);
    profile?.clear();
    const begun = performance.now();
    const elapsed = () => performance.now() - begun;
    do await network.trainStep(batch, ++step);
    while (elapsed() < 500 * seconds);
    const steps = step - WARM_STEPS;
    const mean = elapsed() / steps;
    network.dispose();
    return { steps, mean };
  };
  const plain = await run();
  const profile = new Profile();
  const { steps, mean } = await run(profile);
  await backend.dispose();

  const { entries } = profile;
  const withoutKernel = new Set(backend.fallbacks?.keys());
  const inside = sum(entries) / steps;
  console.log(`${title}, batch ${count}, ${backend.device}: ${plain.mean.toFixed(2)} ms a step.`);
  console.log(
    `With the time taken of every operation, over ${steps} steps: ${mean.toFixed(2)} ms, ${inside.toFixed(2)} ms of it inside of operations.\n`,
  );
  printTable(
    '| layer | forward ms | backward ms | share |\n| --- | ---: | ---: | ---: |',
    grouped(entries, ({ layer }) => layer ?? BETWEEN),
    inside * steps,
    (id, found) => {
      const of = (way: ProfileEntry['way']) => (sum(found.filter((entry) => entry.way === way)) / steps).toFixed(3);
      return id === BETWEEN
        ? `${id} | | ${(sum(found) / steps).toFixed(3)}`
        : `${id} | ${of('forward')} | ${of('backward')}`;
    },
  );
  console.log('');
  printTable(
    '| operation | calls a step | ms a step | share |\n| --- | ---: | ---: | ---: |',
    grouped(entries, ({ op }) => op),
    inside * steps,
    (op, found) => {
      const calls = found.reduce((total, each) => total + each.calls, 0) / steps;
      return `${op}${withoutKernel.has(op) ? ', without a kernel of its own' : ''} | ${calls} | ${(sum(found) / steps).toFixed(3)}`;
    },
  );
}

const sum = (entries: readonly ProfileEntry[]): number =>
  entries.reduce((total, { milliseconds }) => total + milliseconds, 0);

/** The slowest first. */
function grouped(
  entries: readonly ProfileEntry[],
  keyOf: (entry: ProfileEntry) => string,
): readonly (readonly [string, readonly ProfileEntry[]])[] {
  const groups = Map.groupBy(entries, keyOf);
  return [...groups].sort(([, a], [, b]) => sum(b) - sum(a));
}

function printTable(
  head: string,
  groups: ReturnType<typeof grouped>,
  total: number,
  row: (name: string, entries: readonly ProfileEntry[]) => string,
): void {
  const percent = (time: number) => `${((100 * time) / total).toFixed(1)}%`;
  console.log(head);
  const large = groups.filter(([, entries]) => sum(entries) >= LEAST_SHARE * total);
  for (const [name, entries] of large) console.log(`| ${row(name, entries)} | ${percent(sum(entries))} |`);
  const small = groups.slice(large.length);
  if (small.length > 0) {
    const rest = small.flatMap(([, entries]) => entries);
    console.log(`| ${small.length} others | | | ${percent(sum(rest))} |`);
  }
}
