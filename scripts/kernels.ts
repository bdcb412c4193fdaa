/**
 * Compiles the kernels of the embedded backend from AssemblyScript into `dist/kernels/`: with relaxed SIMD and with
 * plain SIMD, over memory that threads share and over memory of one thread. The engine takes the best that its host
 * can load.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSTANTS, TILE_CONSTANTS } from '../engine/backends/cpu/command-layout.ts';

const root = join(import.meta.dirname, '..');
const assembly = join('engine', 'backends', 'cpu', 'assembly');

/** The kernels, and the tiles that they call: a module of their own, see `assembly/tile.ts`. */
const modules = [
  { prefix: '', source: join(assembly, 'index.ts'), constants: CONSTANTS },
  { prefix: 'tiles-', source: join(assembly, 'tiles', 'index.ts'), constants: TILE_CONSTANTS },
] as const;

export const variants = {
  'relaxed-shared': ['--enable', 'simd,relaxed-simd,threads', '--sharedMemory'],
  'simd-shared': ['--enable', 'simd,threads', '--sharedMemory'],
  relaxed: ['--enable', 'simd,relaxed-simd,threads'],
  simd: ['--enable', 'simd,threads'],
} as const;

interface Compiler {
  main(
    options: readonly string[],
    files: { writeFile(name: string, contents: Uint8Array): void },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}

/** Its own types would redefine what the host gives to every script. */
const compiler: string = 'assemblyscript/asc';

export async function buildKernels(target: string): Promise<void> {
  const { default: asc } = (await import(compiler)) as { readonly default: Compiler };
  mkdirSync(target, { recursive: true });
  for (const { prefix, source, constants } of modules) {
    for (const [variant, features] of Object.entries(variants)) {
      const file = `${prefix}${variant}.wasm`;
      const written: string[] = [];
      const { error, stderr } = await asc.main(
        [
          source,
          ...['--outFile', file, '--baseDir', root],
          // Binaryen would sink each multiply-add to where its sum is needed, and so undo what stands in registers; V8
          // optimizes all the same. Only the blocks that inlined functions leave go: V8 pairs vectors within a block.
          ...['--optimizeLevel', '0', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub'],
          ...['--runPasses', 'remove-unused-brs,remove-unused-names,merge-blocks,vacuum'],
          ...['--importMemory', '--initialMemory', '32', '--maximumMemory', '65536', '--memoryBase', String(constants)],
          ...features,
        ],
        {
          writeFile(name, contents) {
            written.push(name);
            writeFileSync(join(target, name), contents);
          },
        },
      );
      if (error !== null) throw new Error(`The kernels ${file} do not compile.\n${stderr.toString()}`);
      if (written.length === 0) throw new Error(`The kernels ${file} were not written.`);
    }
  }
}
