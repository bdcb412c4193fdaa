/** The embedded backend: kernels of our own in WebAssembly, on all threads; always there, with nothing to install. */
import { productOn } from '../../neighbors/product.ts';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { version } from '../../version.ts';
import type { Backend } from '../backend.ts';
import { Machine, type MachineOptions } from './machine.ts';
import { type CpuRuntime, cpuRuntime } from './runtime.ts';

export interface CpuBackend extends Backend {
  readonly runtime: CpuRuntime;
  readonly machine: Machine;
}

/** @throws BackendError when this host cannot run the kernels. */
export async function openCpu(options: MachineOptions = {}): Promise<CpuBackend> {
  const machine = await Machine.start(options);
  const runtime = cpuRuntime(machine);
  const { threads, fused, wide } = machine;
  const simd = `${fused ? 'relaxed' : 'plain'}${wide ? ', 256 bits' : ''}`;
  return {
    name: 'cpu',
    device: `WebAssembly ${fused ? 'relaxed ' : ''}SIMD${wide ? ' at 256 bits' : ''}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    gpu: false,
    threads,
    versions: { kernels: version, simd },
    createNetwork: async (network) => new PlannedNetwork(runtime, network),
    fallbacks: runtime.fallbacks,
    product: productOn(runtime),
    dispose: () => machine.stop(),
    runtime,
    machine,
  };
}
