/** The kernels of this host: the best module that it can load, and memory for it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v8 from 'node:v8';
import { BackendError } from '../backend.ts';

/** Beside the bundle, or in the bundles' folder when run from source. */
const folder = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/kernels/' : './kernels/', import.meta.url);

const PAGE = 65536;
/** 4 GiB, all that 32 bits can address. */
const MOST_PAGES = 65536;
const LEAST_PAGES = 1024;
const FIRST_PAGES = 32;

export interface KernelModule {
  readonly module: WebAssembly.Module;
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

function compile(variant: string): WebAssembly.Module | null {
  const file = new URL(`${variant}.wasm`, folder);
  if (!existsSync(file))
    throw new BackendError(`The file ${fileURLToPath(file)} is missing; build or install Netwright again.`);
  try {
    return new WebAssembly.Module(readFileSync(file));
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
}

/** @throws BackendError when this host can run none of them. */
export function loadKernels({ relaxed = true, shared = true }: ModuleOptions = {}): KernelModule {
  allowRelaxed();
  for (const sharing of shared ? [true, false] : [false]) {
    const reserved = reserve(sharing);
    if (reserved === null) continue;
    for (const fused of relaxed ? [true, false] : [false]) {
      const module = compile(`${fused ? 'relaxed' : 'simd'}${sharing ? '-shared' : ''}`);
      if (module !== null) return { module, fused, shared: sharing, ...reserved };
    }
  }
  throw new BackendError('This Node cannot run WebAssembly with SIMD.');
}
