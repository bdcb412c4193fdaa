import { list, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const load = defineCallable({
  kind: 'weights',
  name: 'load',
  doc: 'Weights of the same name and shape from a safetensors file; what matched and what did not is said before training. Patterns stand for ids: `*` is anything, so `"fc.*"` is every weight of `fc`.',
  source: 'CS231n, transfer learning',
  example: 'load("resnet50.safetensors", except=["fc.*"])',
  args: {
    file: text('The file, relative to the model file.', { path: 'file' }),
    except: list('Weights that are not taken.', text('A pattern.'), { default: [] }),
    only: list('Weights that are taken; none: all.', text('A pattern.'), { default: [] }),
  },
});
