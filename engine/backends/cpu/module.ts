/** The kernels of this host: the best module that it can load, and memory for it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v8 from 'node:v8';
import { BackendError } from '../backend.ts';
import { loadTiles, type Tiles } from './tiles.ts';

/** Beside the bundle, or in the bundles' folder when run from source. */
const folder = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/kernels/' : './kernels/', import.meta.url);

const PAGE = 65536;
/** 4 GiB, all that 32 bits can address. */
const MOST_PAGES = 65536;
const LEAST_PAGES = 1024;
const FIRST_PAGES = 32;

export interface KernelModule {
  readonly module: WebAssembly.Module;
  /** The tiles that it calls. */
  readonly tiles: Tiles;
  readonly memory: WebAssembly.Memory;
  /** Whether a · b + c is rounded once. */
  readonly fused: boolean;
  /** Whether threads can share it. */
  readonly shared: boolean;
  /** Bytes that it can grow to. */
  readonly limit: number;
}

/** As much as the host lets us reserve. */
function reserve(shared: boolean): { memory: WebAssembly.Memory; limit: number } | null {
  for (let maximum = MOST_PAGES; maximum >= LEAST_PAGES; maximum /= 2) {
    try {
      return { memory: new WebAssembly.Memory({ initial: FIRST_PAGES, maximum, shared }), limit: maximum * PAGE };
    } catch {
      // Half of it may do.
    }
  }
  return null;
}

function read(name: string): Uint8Array<ArrayBuffer> {
  const file = new URL(`${name}.wasm`, folder);
  if (!existsSync(file))
    throw new BackendError(`The file ${fileURLToPath(file)} is missing; build or install Netwright again.`);
  return readFileSync(file);
}

function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}

/** Node 20 knows relaxed SIMD and has it switched off; later ones have it on, and refuse the flag. */
function allowRelaxed(): void {
  if (process.versions.node.startsWith('20.')) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}

export interface ModuleOptions {
  /** Whether to try relaxed SIMD and shared memory, as it does unless told otherwise. */
  readonly relaxed?: boolean;
  readonly shared?: boolean;
  /** Whether to try vectors of 256 bits, as it does unless `NETWRIGHT_SIMD=128` is in the environment. */
  readonly wide?: boolean;
}

/** @throws BackendError when this host can run none of them. */
export function loadKernels({
  relaxed = true,
  shared = true,
  wide = process.env.NETWRIGHT_SIMD !== '128',
}: ModuleOptions = {}): KernelModule {
  allowRelaxed();
  for (const sharing of shared ? [true, false] : [false]) {
    const reserved = reserve(sharing);
    if (reserved === null) continue;
    for (const fused of relaxed ? [true, false] : [false]) {
      const variant = `${fused ? 'relaxed' : 'simd'}${sharing ? '-shared' : ''}`;
      const module = compile(read(variant));
      if (module === null) continue;
      const tiles = loadTiles(read(`tiles-${variant}`), reserved.memory, wide && fused);
      return { module, tiles, fused, shared: sharing, ...reserved };
    }
  }
  throw new BackendError('This Node cannot run WebAssembly with SIMD.');
}
