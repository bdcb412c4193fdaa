/** Runs tfjs-core's tests on a backend: bundled, so that all of it and the backends share one tfjs-core. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { BackendName } from '../../engine/protocol/job.ts';
import type { SuiteResult } from './suite.ts';

const root = join(import.meta.dirname, '..', '..');
const outfile = join(root, 'out', 'conformance', 'suite.mjs');

/** What is asked for by `require` is found from where the engine is. */
const source = pathToFileURL(join(root, 'engine', 'backends', 'tensorflow', 'binding.ts')).href;

/** The engine finds its files from where its sources are. */
const ownUrl: Plugin = {
  name: 'own-url',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    })),
};

/** The backend of tfjs-node is a class of ES5, which cannot extend the real classes that tfjs-core's tests come with. */
const realClass: Plugin = {
  name: 'real-class',
  setup: ({ onLoad }) =>
    onLoad({ filter: /nodejs_kernel_backend\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        '_super.call(this) || this',
        'Reflect.construct(_super, [], NodeJSKernelBackend)',
      ),
    })),
};

export async function bundleSuite(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'suite.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['webgpu', 'jasmine-core'],
    alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
    // tfjs-core calls itself free of side effects, and its tests are nothing else.
    ignoreAnnotations: true,
    plugins: [realClass, ownUrl],
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(${JSON.stringify(source)});
const __dirname = ${JSON.stringify(join(root, 'engine', 'backends', 'tensorflow'))};`,
    },
    logLevel: 'error',
  });
}

/** @throws Error with the last words of the process where it does not come to its end. */
export function runSuite(name: BackendName): Promise<SuiteResult> {
  return new Promise((resolve, reject) => {
    const child = fork(outfile, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    child.on('message', (result: SuiteResult) => resolve(result));
    child.on('error', reject);
    child.on('close', (code, signal) => reject(new Error(`The suite ended with ${signal ?? code}: ${said}`)));
    child.send(name);
  });
}
