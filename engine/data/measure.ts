/** Measures the training samples, a stretch at a time, over all workers; the sums are added in the order of the stretches. */
import type { CorruptSample, Measured } from './batch-maker.ts';
import type { Maker } from './pipeline/maker.ts';
import type { Plan } from './plan.ts';
import { CorruptError, DataError, type SampleSource } from './samples.ts';
import { addSums, noSums, type Statistics, statisticsOf, type Wanted } from './statistics.ts';

/** Samples of a stretch: enough to be worth a message, few enough to share out. */
const STRETCH = 256;

export interface MeasureRequest {
  readonly maker: Maker;
  readonly plan: Plan;
  readonly source: SampleSource;
  readonly samples: Uint32Array;
  /** Stretches under way at once. */
  readonly lanes: number;
  onCorrupt(samples: readonly CorruptSample[]): void;
}

export async function measureSamples(request: MeasureRequest): Promise<Statistics> {
  const { maker, plan, source, lanes, onCorrupt } = request;
  const columns = Object.entries(plan.wanted);
  if (columns.length === 0) return {};
  // In the order of the files: that is how a disk reads them best.
  const samples = request.samples.toSorted();
  const first = await firstOf(source, samples);
  const wanted: Record<string, Wanted> = Object.fromEntries(
    columns.map(([name, each]) => [name, { ...each, shift: [...first[name].subarray(0, each.channels)] }]),
  );
  const totals = Object.fromEntries(columns.map(([name]) => [name, noSums(wanted[name])]));
  const underWay: Promise<Measured>[] = [];
  const take = async () => {
    const measured = await underWay.shift();
    if (measured === undefined) return;
    onCorrupt(measured.corrupt);
    for (const [name] of columns) addSums(totals[name], measured.sums[name]);
  };
  for (let start = 0; start < samples.length; start += STRETCH) {
    const measured = maker.measure({ indices: samples.slice(start, start + STRETCH), wanted });
    // Told when its turn comes.
    measured.catch(() => {});
    underWay.push(measured);
    if (underWay.length >= lanes) await take();
  }
  while (underWay.length > 0) await take();
  return Object.fromEntries(columns.map(([name]) => [name, statisticsOf(totals[name], wanted[name])]));
}

/** The first sample that can be read. */
async function firstOf(source: SampleSource, samples: Uint32Array) {
  let reason = '';
  for (const index of samples) {
    try {
      return await source.read(index);
    } catch (error) {
      if (!(error instanceof CorruptError)) throw error;
      reason ||= error.message;
    }
  }
  throw new DataError(`None of the ${samples.length} training samples can be read; the first: ${reason}`);
}
