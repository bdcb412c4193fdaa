/** What the module gives: see `threads.ts`. */
export { setScratch } from './scratch';
export { serve, submit } from './threads';
export { setWide } from './tile';
