/**
 * Bundles every process of the product into `dist/`: extension, language server, engine, command line and
 * one script per webview. `--watch` rebuilds on change. Types are checked by `tsc -b`, not here.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { buildKernels } from './kernels.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

/** Bundled CommonJS packages use `require` and `__dirname`; an ES module has to be given both. */
const commonJsBanner = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;`;

const shared: BuildOptions = {
  bundle: true,
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
  absWorkingDir: root,
};

const node: BuildOptions = { ...shared, platform: 'node', target: 'node22' };

/** `null` where an optional package was not installed. */
function folderOf(name: string): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

const tfjsNode = folderOf('@tensorflow/tfjs-node');

/** Dawn stays outside and is looked for at run time; so is what was not installed. */
const optional = ['webgpu', ...(tfjsNode === null ? ['@tensorflow/tfjs-node'] : [])];

const moduleBundle = (entry: string, out: string): BuildOptions => ({
  ...node,
  format: 'esm',
  entryPoints: [entry],
  outfile: join(dist, out),
  external: optional,
  // Its JavaScript asks for all of TensorFlow.js and uses the core, of which a process has one.
  alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
  banner: { js: commonJsBanner },
});

function bundles(): BuildOptions[] {
  const panels = readdirSync(join(root, 'webviews')).filter((name) =>
    existsSync(join(root, 'webviews', name, 'main.ts')),
  );
  return [
    {
      ...node,
      format: 'cjs',
      entryPoints: ['client/main.ts'],
      outfile: join(dist, 'client.cjs'),
      external: ['vscode'],
    },
    moduleBundle('server/main.ts', 'server.mjs'),
    moduleBundle('engine/host/main.ts', 'engine.mjs'),
    moduleBundle('engine/backends/probe-main.ts', 'probe.mjs'),
    moduleBundle('engine/data/pipeline/worker-main.ts', 'data-worker.mjs'),
    moduleBundle('engine/backends/cpu/thread-main.ts', 'cpu-thread.mjs'),
    moduleBundle('cli/main.ts', 'cli.mjs'),
    ...panels.map(
      (panel): BuildOptions => ({
        ...shared,
        platform: 'browser',
        target: 'chrome120',
        format: 'esm',
        entryPoints: [`webviews/${panel}/main.ts`],
        outfile: join(dist, 'webviews', `${panel}.js`),
      }),
    ),
  ];
}

/** The binding of TensorFlow, where `npm run binding` has made one, and what it is compiled from where it has not. */
function copyBinding(): void {
  const target = join(dist, 'tensorflow');
  const compiled = join(root, '.cache', 'binding');
  if (existsSync(compiled)) cpSync(compiled, join(target, 'binding'), { recursive: true });
  if (tfjsNode === null) return;
  cpSync(join(tfjsNode, 'binding'), join(target, 'sources'), { recursive: true });
  cpSync(join(folderOf('node-api-headers') ?? '', 'include'), join(target, 'node-api'), { recursive: true });
}

/** The decoder of JPEG lies beside the bundles too, with its license. */
function copyDecoder(): void {
  const file = require.resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  cpSync(file, join(dist, basename(file)));
  // Its license asks to be shown.
  cpSync(join(dirname(dirname(file)), 'LICENSE.codec.md'), join(dist, `${basename(file)}.LEGAL.txt`));
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await buildKernels(join(dist, 'kernels'));
copyBinding();
copyDecoder();
if (process.argv.includes('--watch')) {
  for (const options of bundles()) await (await context(options)).watch();
  console.log('watching');
} else {
  await Promise.all(bundles().map((options) => build(options)));
}
