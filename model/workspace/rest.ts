/** What the embedded backend takes before it has any tensor; a test holds these against the machine. */

/** Constants of the kernels and the list of commands, and the first place where numbers are handed over. */
const LISTS = 327_680;
const HANDED_OVER = 65_536;
/** Of each thread for itself. */
const THREAD = 131_072;

/** Threads that the checker counts on: it does not know the machine that will train. */
export const usualThreads = 8;

export const restBytes = (threads: number): number => LISTS + HANDED_OVER + threads * THREAD;
