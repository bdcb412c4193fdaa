/**
 * The native binding: a small library between Node and TensorFlow's C interface, compiled from the sources inside the
 * npm package `@tensorflow/tfjs-node`. It names TensorFlow's libraries without saying where they are, so one file
 * serves every TensorFlow, for the CPU or a GPU. It lies beside the bundles, in the clone, or in the person's cache.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../user-folders.ts';
import { BackendError } from '../backend.ts';
import { libraryNames } from './libraries.ts';

const fromSource = import.meta.url.endsWith('.ts');
const beside = dirname(fileURLToPath(import.meta.url));
/** `linux-x64/tfjs_binding.node`. */
export const bindingFile = join(`${process.platform}-${process.arch}`, 'tfjs_binding.node');
/** Where a clone keeps the one that `npm run binding` makes. */
export const cloneFolder = join(beside, '..', '..', '..', '.cache', 'binding');

/** In the cache it stands under the version of its sources. */
export const cachedBinding = (tfjs: string): string => join(cacheFolder(), 'binding', tfjs, bindingFile);

/** The binding to load; `null` where none was compiled for this platform. */
export function findBinding(tfjs: string): string | null {
  const shipped = join(fromSource ? cloneFolder : join(beside, 'tensorflow', 'binding'), bindingFile);
  return [shipped, cachedBinding(tfjs)].find((path) => existsSync(path)) ?? null;
}

interface Sources {
  /** `tfjs_backend.cc`, `tfjs_binding.cc` and their headers. */
  readonly binding: string;
  /** `node_api.h`. */
  readonly headers: string;
}

/** @throws BackendError where Netwright was built without them. */
export function bindingSources(): Sources {
  const shipped = join(beside, 'tensorflow');
  if (!fromSource && existsSync(join(shipped, 'sources')))
    return { binding: join(shipped, 'sources'), headers: join(shipped, 'node-api') };
  const require = createRequire(import.meta.url);
  try {
    return {
      binding: join(dirname(require.resolve('@tensorflow/tfjs-node/package.json')), 'binding'),
      headers: join(dirname(require.resolve('node-api-headers/package.json')), 'include'),
    };
  } catch {
    throw new BackendError(
      'The sources of the binding are not there: the optional package @tensorflow/tfjs-node is not installed.',
    );
  }
}

/** Runs to the end. @throws BackendError with what the compiler said; the signal's reason when it was stopped. */
function runCompiler(compiler: string, args: readonly string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(compiler, args, { stdio: ['ignore', 'ignore', 'pipe'], signal });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(0, 10_000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new BackendError(
            `${compiler} does not compile the binding: ${/error: .*/.exec(said)?.[0] ?? said.slice(0, 300)}`,
          ),
        );
    });
  });
}

const compilers = () => [process.env.CXX ?? '', 'g++', 'clang++', 'c++'].filter((name) => name !== '');

/** Compiles it over the headers and libraries of a TensorFlow folder; nothing half-made stands at `target`. */
export async function compileBinding(tensorflow: string, target: string, signal?: AbortSignal): Promise<void> {
  const { binding, headers } = bindingSources();
  const libraries = libraryNames() ?? [];
  const making = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  const args = [
    '-O2',
    '-std=c++17',
    '-fPIC',
    '-shared',
    '-DNAPI_VERSION=8',
    '-I',
    headers,
    '-I',
    join(tensorflow, 'include'),
  ];
  args.push(join(binding, 'tfjs_backend.cc'), join(binding, 'tfjs_binding.cc'), '-o', making);
  // Node's own symbols are in the program that loads it.
  if (process.platform === 'darwin') args.push('-undefined', 'dynamic_lookup');
  else args.push('-s');
  for (const library of libraries.toReversed()) args.push(join(tensorflow, library));
  try {
    for (const compiler of compilers()) {
      try {
        await runCompiler(compiler, args, signal);
        renameSync(making, target);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  } finally {
    rmSync(making, { force: true });
  }
  throw new BackendError('There is no C++ compiler to make the binding with.', {
    remedy:
      process.platform === 'darwin' ? 'xcode-select --install' : 'Install g++ (on Debian and Ubuntu: apt install g++).',
  });
}
