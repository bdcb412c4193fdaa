/** The choice of a backend: the first of the chain whose probe succeeds, with the reason each earlier one was passed over. */
import type { BackendName, BackendReport } from '../protocol/job.ts';
import { attempt } from './attempt.ts';
import { type Backend, BackendError } from './backend.ts';
import { openBackend } from './open.ts';

/** `cpu` stands before `tensorflow` because it is the faster of the two, see `npm run bench`; it always works. */
const chain = ['tensorflow-gpu', 'webgpu', 'cpu', 'tensorflow'] as const satisfies readonly BackendName[];

export interface Choice {
  readonly backend: Backend;
  readonly report: BackendReport;
}

export interface ChooseOptions {
  /** Absent: the first of the chain that works. */
  readonly requested?: BackendName | undefined;
  /** At most so many threads; absent: as many as the machine has. */
  readonly threads?: number | undefined;
}

/** @throws BackendError when the one asked for, or every one, does not work. */
export async function chooseBackend({ requested, threads }: ChooseOptions): Promise<Choice> {
  const passedOver: { backend: BackendName; reason: string }[] = [];
  const allowSoftware = requested !== undefined;
  for (const name of requested === undefined ? chain : [requested]) {
    const result = await attempt({ backend: name, allowSoftware });
    if ('reason' in result) {
      passedOver.push({ backend: name, reason: result.reason });
      continue;
    }
    const backend = await openBackend(name, { allowSoftware, threads });
    return { backend, report: { chosen: name, device: backend.device, passedOver } };
  }
  const reasons = passedOver.map(({ backend, reason }) => `${backend}: ${reason}`).join('\n');
  throw new BackendError(requested === undefined ? `No backend works here.\n${reasons}` : reasons);
}

export interface Probed {
  readonly backend: BackendName;
  /** `null` where it does not work. */
  readonly device: string | null;
  /** Whether it computes on a GPU, as it says itself; `null` where it does not work. */
  readonly gpu: boolean | null;
  /** Of the libraries under it: `{ tfjs: '4.22.0', tensorflow: '2.21.0' }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Why it does not work. */
  readonly reason: string | null;
  /** The way to get it, where there is one. */
  readonly remedy: string | null;
}

/** Every backend in the order of the chain, `reference` last. */
export async function probeBackends(): Promise<readonly Probed[]> {
  const found: Probed[] = [];
  for (const backend of [...chain, 'reference'] as const) {
    const result = await attempt({ backend, allowSoftware: false });
    if ('device' in result) {
      const { device, gpu, versions } = result;
      found.push({ backend, device, gpu, versions, reason: null, remedy: null });
    } else {
      const { reason, remedy = null } = result;
      found.push({ backend, device: null, gpu: null, versions: {}, reason, remedy });
    }
  }
  return found;
}
