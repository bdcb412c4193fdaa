import { cifar10 } from './cifar10.ts';
import { cifar100 } from './cifar100.ts';
import { coco } from './coco.ts';
import { csv } from './csv.ts';
import { digits } from './digits.ts';
import { image_folder } from './image-folder.ts';
import { mnist } from './mnist.ts';
import { npy } from './npy.ts';
import { shapes } from './shapes.ts';
import { spirals } from './spirals.ts';
import { tar } from './tar.ts';
import { text } from './text.ts';
import { voc } from './voc.ts';

export const sources = {
  mnist,
  cifar10,
  cifar100,
  image_folder,
  csv,
  npy,
  tar,
  text,
  coco,
  voc,
  spirals,
  shapes,
  digits,
} as const;
