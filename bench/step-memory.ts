/** What a training step takes of the embedded backend's memory, beside what the checker predicts: a table in Markdown. */
import { join } from 'node:path';
import { buildKernels } from '../scripts/kernels.ts';
import { netNames, nets } from './nets.ts';
import { stepBytes } from './step-bytes.ts';

const MIB = 2 ** 20;

await buildKernels(join(import.meta.dirname, '..', 'dist', 'kernels'));
console.log('| | predicted, MiB | taken, MiB | | after the first step |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const name of netNames) {
  const { title, batch } = nets[name];
  const { predicted, taken, takenAtLast } = await stepBytes(name, batch);
  const [first = 0] = taken;
  console.log(
    `| ${title}, batch ${batch} | ${(predicted / MIB).toFixed(1)} | ${(takenAtLast / MIB).toFixed(1)} | ${(takenAtLast / predicted).toFixed(2)} | +${takenAtLast - first} bytes |`,
  );
}
