/**
 * A backend of the engine as a contestant: `node bench/peers/worker.ts BACKEND`. A step is forward, cross-entropy, backward and
 * SGD with momentum on one batch of random numbers of a fixed seed.
 */
import { createInterface } from 'node:readline';
import { type Backend, BackendError } from '../../engine/backends/backend.ts';
import { openBackend } from '../../engine/backends/open.ts';
import type { Network } from '../../engine/network/network.ts';
import { backendNames } from '../../engine/protocol/job.ts';
import { UncoveredError, uncoveredGraph } from '../../engine/uncovered.ts';
import { randomBatch, settingsOf } from '../random-batch.ts';
import { type Absent, type Clock, type Ready, type Request, type Setup, STOCK_WASM, type Times } from './protocol.ts';
import { openStockWasm } from './stock-wasm/backend.ts';

const say = (message: Ready | Absent | Times) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Milliseconds. */
const clocks: Readonly<Record<Clock, () => number>> = {
  wall: () => performance.now(),
  processor() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

const asked = process.argv[2] ?? '';

function open(threads: number) {
  if (asked === STOCK_WASM) return openStockWasm();
  const name = backendNames.find((known) => known === asked);
  if (name === undefined) throw new BackendError(`There is no backend ${asked}.`);
  return openBackend(name, { allowSoftware: false, threads });
}

interface Started {
  readonly backend: Backend;
  readonly network: Network;
}

async function start(setup: Setup): Promise<Started> {
  const { graph, batch, threads } = setup;
  const missing = uncoveredGraph(graph);
  if (missing.length > 0) throw new UncoveredError(missing);
  const backend = await open(threads);
  const network = await backend.createNetwork({ graph, batch, ...settingsOf(setup) });
  say({ device: backend.device, threads: backend.threads, versions: backend.versions, params: graph.trainable ?? 0 });
  return { backend, network };
}

/** How much more often each has been run than `before`, by step. */
const perStep = ({ fallbacks = new Map() }: Backend, before: ReadonlyMap<string, number>, steps: number) =>
  Object.fromEntries([...fallbacks].map(([op, count]) => [op, (count - (before.get(op) ?? 0)) / steps]));

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const setup = JSON.parse((await lines.next()).value ?? '{}') as Setup;
let started: Started | null = null;
try {
  started = await start(setup);
} catch (error) {
  if (!(error instanceof BackendError || error instanceof UncoveredError)) throw error;
  say({ absent: error.message, missing: error instanceof BackendError });
}
if (started !== null) {
  const { backend, network } = started;
  const now = clocks[setup.clock];
  const batch = randomBatch(setup.graph, setup.batch);
  let step = 0;
  for await (const line of lines) {
    const { steps } = JSON.parse(line) as Request;
    const before = new Map(backend.fallbacks);
    const times: number[] = [];
    let loss = Number.NaN;
    for (let i = 0; i < steps; i++) {
      const begun = now();
      ({ loss } = await network.trainStep(batch, ++step));
      times.push(now() - begun);
    }
    say({ times, loss, fallbacks: perStep(backend, before, steps) });
  }
}
// Native backends keep threads of their own.
process.exit();
