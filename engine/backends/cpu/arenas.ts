/** Where the tensors of plans lie: in one place for each plan, or for several that never run at the same time. */

import type { Region } from '../../../model/plan/workspaces.ts';
import type { Plan } from '../../../model/plan.ts';
import { sizeOf } from '../../../model/shape.ts';
import type { Machine } from './machine.ts';
import type { CpuTensor } from './tensor.ts';

interface Arena {
  readonly place: number;
  readonly bytes: number;
  plans: number;
}

export class Arenas {
  readonly #machine: Machine;
  readonly #ofTensors = new WeakMap<readonly CpuTensor[], Arena>();
  /** By the first tensor of each plan, with which its part in the arena goes. */
  readonly #ofFirst = new WeakMap<CpuTensor, Arena>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** In an arena of `others` that is large enough, or in one of its own. */
  allot(plan: Plan, others: Iterable<readonly CpuTensor[]>): readonly CpuTensor[] {
    const arena = this.#shared(plan.reach, others) ?? {
      place: this.#machine.takeLasting(plan.reach / 4),
      bytes: plan.reach,
      plans: 0,
    };
    const { place } = arena;
    const tensors = plan.tensors.map(({ shape, offset }) => ({ shape, place: place + offset, count: sizeOf(shape) }));
    const [first] = tensors;
    if (first !== undefined) this.#ofFirst.set(first, arena);
    this.#ofTensors.set(tensors, arena);
    arena.plans++;
    return tensors;
  }

  #shared(bytes: number, others: Iterable<readonly CpuTensor[]>): Arena | undefined {
    for (const tensors of others) {
      const arena = this.#ofTensors.get(tensors);
      if (arena !== undefined && arena.plans > 0 && arena.bytes >= bytes) return arena;
    }
    return undefined;
  }

  workIn(tensors: readonly CpuTensor[], region: Region | 'all' | null): void {
    const { place = 0, bytes = 0 } = this.#ofTensors.get(tensors) ?? {};
    const { offset, bytes: own } = region === 'all' ? { offset: 0, bytes } : (region ?? { offset: 0, bytes: 0 });
    this.#machine.workAt(place + offset, own);
  }

  /** The arena goes when the last plan in it does. */
  release(tensor: CpuTensor): void {
    const arena = this.#ofFirst.get(tensor);
    if (arena === undefined) return;
    this.#ofFirst.delete(tensor);
    arena.plans--;
    if (arena.plans === 0) this.#machine.give(arena.place);
  }
}
