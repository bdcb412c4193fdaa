/**
 * The module of tiles, and whether the host computes pairs of its vectors of 128 bits as one of 256. WebAssembly has no
 * such vectors; V8 makes them by itself from pairs when asked to by an experimental switch, on x64 with AVX2. So the switch
 * is on only while these few functions are compiled, what they compute is compared with what is right, and they are
 * used at this width only where they are faster. A tile computes the same bits at either width.
 */
import * as v8 from 'node:v8';
import { TileTrial } from './tile-trial.ts';

export interface Tiles {
  readonly module: WebAssembly.Module;
  /** Whether a tile of two panels is faster than two of one. */
  readonly wide: boolean;
}

/** The V8 of Node 24, the first that was tried. */
const FIRST_V8 = 13;

/** V8 has the switch where it has what it switches on: not on macOS, and elsewhere it would say that it knows none. */
const mayPair = (): boolean =>
  process.arch === 'x64' && process.platform !== 'darwin' && Number.parseInt(process.versions.v8, 10) >= FIRST_V8;

/** A section that says nothing: V8 keeps what it has compiled by its bytes, and what is compiled with pairs is not the same. */
const MARK = [0, 7, 6, ...Buffer.from('paired')];

/** Compiled at once by the compiler that optimizes, which otherwise takes over when a function has run for a while. */
function compilePaired(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const switches = ['experimental-wasm-revectorize', 'no-liftoff', 'no-wasm-lazy-compilation'];
  for (const name of switches) v8.setFlagsFromString(`--${name}`);
  try {
    return new WebAssembly.Module(Uint8Array.from([...bytes, ...MARK]));
  } finally {
    for (const name of ['no-experimental-wasm-revectorize', 'liftoff', 'wasm-lazy-compilation'])
      v8.setFlagsFromString(`--${name}`);
  }
}

/** Vectors of 256 bits only where they are `wanted`, right and faster. */
export function loadTiles(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory, wanted: boolean): Tiles {
  if (wanted && mayPair()) {
    const module = compilePaired(bytes);
    const trial = new TileTrial(module, memory);
    const wide = trial.isRight() && trial.isFaster();
    trial.end();
    if (wide) return { module, wide };
  }
  return { module: new WebAssembly.Module(bytes), wide: false };
}
