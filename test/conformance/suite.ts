/**
 * The process of one conformance run: boots jasmine, opens the backend that is named, and runs tfjs-core's own tests
 * against it. It answers with every spec that did not pass and why.
 */
import { createRequire } from 'node:module';
import type { BackendName } from '../../engine/protocol/job.ts';
import type { KernelRuns } from './embedded/register.ts';

export interface SuiteResult {
  /** Names of specs; some stand for several. */
  readonly passed: readonly string[];
  /** With the first words of the failure. */
  readonly failed: readonly { readonly spec: string; readonly reason: string }[];
  readonly device: string;
  /** Where kernels of ours are tested: how often each of them was run, and each of the slower ones in their place. */
  readonly runs: Readonly<Record<'own' | 'slower', Readonly<Record<string, number>>>> | null;
}

/** What stands in the names of specs for the backend, and is taken out of them. */
const ENVIRONMENT = 'HERE';

interface SpecResult {
  readonly fullName: string;
  readonly status: string;
  readonly failedExpectations: readonly { readonly message: string }[];
}

/** A software renderer on a busy machine is slow; one spec that is given up takes the next ones with it. */
const LONGEST_SPEC_MS = 120_000;

interface Jasmine {
  DEFAULT_TIMEOUT_INTERVAL: number;
  getEnv(): {
    configure(configuration: { readonly random: boolean }): void;
    addReporter(reporter: { specDone(result: SpecResult): void; jasmineDone(): void }): void;
    execute(): void;
  };
}

interface Opened {
  readonly device: string;
  /** The name under which TensorFlow.js knows it. */
  readonly registered: string;
  readonly runs: KernelRuns | null;
}

/** All of it is loaded when jasmine is there. */
async function open(name: BackendName): Promise<Opened> {
  if (name !== 'cpu') {
    const { openBackend } = await import('../../engine/backends/open.ts');
    const { device } = await openBackend(name, { allowSoftware: true });
    return { device, registered: name.replace('-gpu', ''), runs: null };
  }
  const { openCpu } = await import('../../engine/backends/cpu/backend.ts');
  const { EMBEDDED } = await import('./embedded/backend.ts');
  const { registerEmbedded } = await import('./embedded/register.ts');
  const cpu = await openCpu();
  return { device: cpu.device, registered: EMBEDDED, runs: registerEmbedded(cpu) };
}

async function run(name: BackendName): Promise<SuiteResult> {
  const require = createRequire(import.meta.url);
  const core = require('jasmine-core') as { boot(core: object): Jasmine };
  const jasmine = core.boot(core);
  jasmine.DEFAULT_TIMEOUT_INTERVAL = LONGEST_SPEC_MS;
  const { device, registered, runs } = await open(name);
  await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  const { setTestEnvs } = await import('@tensorflow/tfjs-core/dist/jasmine_util.js');
  setTestEnvs([{ name: ENVIRONMENT, backendName: registered, flags: {}, isDataSync: name !== 'webgpu' }]);
  await import('@tensorflow/tfjs-core/dist/tests.js');
  const env = jasmine.getEnv();
  env.configure({ random: false });
  const passed: string[] = [];
  const failed: { spec: string; reason: string }[] = [];
  await new Promise<void>((resolve) => {
    env.addReporter({
      specDone({ fullName, status, failedExpectations: [first] }) {
        const spec = fullName.replaceAll(` ${ENVIRONMENT} {}`, '');
        if (status === 'passed') passed.push(spec);
        else if (status === 'failed') failed.push({ spec, reason: first?.message.slice(0, 200) ?? 'no reason given' });
      },
      jasmineDone: () => resolve(),
    });
    env.execute();
  });
  const counts = runs && { own: Object.fromEntries(runs.own), slower: Object.fromEntries(runs.slower) };
  return { passed, failed, device, runs: counts };
}

process.on('message', async (name: BackendName) => {
  process.send?.(await run(name), () => process.exit(0));
});
