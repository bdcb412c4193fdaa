/**
 * How a command lies in memory, in bytes from its start; read by TypeScript and AssemblyScript alike. A command is a
 * kernel's number, a counter from which threads take work, whether threads meet behind it, between which bounds what it
 * stores is kept (see `clipping.ts`), then whole numbers and floats for the kernel.
 */
export const COMMAND = 256;
export const KERNEL = 0;
export const TAKEN = 4;
export const MEETS = 8;
export const LOW = 12;
export const HIGH = 16;
export const INTS = 20;
export const FLOATS = 224;

/** What threads agree by, each number on a cache line of its own. */
export const SUBMITTED = 1024;
export const COUNT = 1088;
export const ARRIVED = 1152;
export const PHASE = 1216;
export const SLEEPERS = 1280;
export const FAILED = 1344;
export const QUIT = 1408;

/** Constants of the kernels lie from here on, those of their tiles, then the list of commands, then tensors. */
export const CONSTANTS = 2048;
export const TILE_CONSTANTS = 61440;
export const COMMANDS = 65536;
export const MOST_COMMANDS = 1024;
export const TENSORS = 327680;
