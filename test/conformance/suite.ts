/**
 * The process of one conformance run: boots jasmine, opens the backend that is named, and runs tfjs-core's own tests
 * against it. It answers with every spec that did not pass and why.
 */
import { createRequire } from 'node:module';
import type { BackendName } from '../../engine/protocol/job.ts';

export interface SuiteResult {
  /** Names of specs; some stand for several. */
  readonly passed: readonly string[];
  /** With the first words of the failure. */
  readonly failed: readonly { readonly spec: string; readonly reason: string }[];
  readonly device: string;
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

/** The name under which TensorFlow.js knows it. */
const registered: Readonly<Partial<Record<BackendName, string>>> = { cpu: 'wasm' };

async function run(name: BackendName): Promise<SuiteResult> {
  const require = createRequire(import.meta.url);
  const core = require('jasmine-core') as { boot(core: object): Jasmine };
  const jasmine = core.boot(core);
  jasmine.DEFAULT_TIMEOUT_INTERVAL = LONGEST_SPEC_MS;
  const { openBackend } = await import('../../engine/backends/open.ts');
  const { openStockWasm } = await import('../../engine/backends/stock-wasm/backend.ts');
  const { device } = name === 'cpu' ? await openStockWasm() : await openBackend(name, { allowSoftware: true });
  await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  const { setTestEnvs } = await import('@tensorflow/tfjs-core/dist/jasmine_util.js');
  const backendName = registered[name] ?? name.replace('-gpu', '');
  setTestEnvs([{ name: ENVIRONMENT, backendName, flags: {}, isDataSync: name !== 'webgpu' }]);
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
  return { passed, failed, device };
}

process.on('message', async (name: BackendName) => {
  process.send?.(await run(name), () => process.exit(0));
});
