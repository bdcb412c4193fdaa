/**
 * `npm run binding`: compiles the native binding of the TensorFlow backends for this platform, over the TensorFlow of the
 * Python that is found or named (`--python PATH`). The build ships it from where this puts it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bindingFile, cloneFolder, compileBinding } from '../engine/backends/tensorflow/binding.ts';
import { findTensorflow } from '../engine/backends/tensorflow/find.ts';

const { values } = parseArgs({ options: { python: { type: 'string' } } });
const { found, passedOver } = await findTensorflow('tensorflow', values);
if (found === null) {
  for (const { reason } of passedOver) console.error(reason);
  console.error(
    'Without a TensorFlow there are no headers to compile the binding with: `netwright setup tensorflow` makes one.',
  );
  process.exit(1);
}
const target = join(cloneFolder, bindingFile);
const begun = performance.now();
await compileBinding(found.folder, target);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(`${target}: compiled over TensorFlow ${found.version} of ${found.python} in ${seconds} s`);
