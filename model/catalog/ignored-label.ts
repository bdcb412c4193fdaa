/** A label that stands for no class: losses and metrics leave its places out. */
import { int } from './arguments.ts';

/** `usual`: what is left out where nothing is said; −1: nothing. */
export const ignoredLabel = (usual: number) =>
  int('A label that is not counted, such as 255 for the border in PASCAL VOC and for what `crop` pads; −1: none.', {
    min: -1,
    default: usual,
  });
