/**
 * tfjs-core's own tests against WebGPU: minutes on a software renderer. The list of what does not pass is that of
 * SwiftShader; a GPU may differ where the drivers are free to.
 */
import { conform } from './conform.ts';
import { bundleSuite } from './run-suite.ts';

await bundleSuite();
const { summary, difference } = await conform('webgpu');
console.log(summary);
for (const spec of difference.unlisted) console.error(`Fails and is not listed: ${spec}`);
for (const spec of difference.stale) console.error(`Is listed and does not fail: ${spec}`);
process.exitCode = difference.unlisted.length + difference.stale.length === 0 ? 0 : 1;
