import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { BackendError } from '../backend.ts';
import { MOST_COMMANDS } from './command-layout.ts';
import * as kernel from './kernel-ids.ts';
import { Machine } from './machine.ts';

describe('the machine of the embedded backend', () => {
  it('runs what is noted when a number is asked for, in order', async () => {
    const machine = await Machine.start({ threads: 2 });
    const place = machine.take(100);
    machine.command(kernel.FILL, [place, 100], [1]);
    machine.command(kernel.ADD, [place, place, place, 100]);
    machine.command(kernel.ADD, [place, machine.stage(new Float32Array(100).fill(0.5)), place, 100]);
    assert.ok(machine.view(place, 100).every((value) => value === 2.5));
    await machine.stop();
  });

  it('keeps what is staged for a command until it has run, however long the list', async () => {
    const machine = await Machine.start({ threads: 1 });
    const place = machine.take(1);
    machine.command(kernel.FILL, [place, 1], [0]);
    const steps = 3 * MOST_COMMANDS;
    for (let i = 0; i < steps; i++)
      machine.command(kernel.ADD, [place, machine.stage([i % 2 === 0 ? 1 : -0.5]), place, 1]);
    assert.equal(machine.view(place, 1)[0], steps / 4);
    await machine.stop();
  });

  it('stages nothing where commands that have not run yet still write', async () => {
    const machine = await Machine.start({ threads: 1 });
    const [lent, place] = [machine.take(2 ** 17), machine.take(16)];
    machine.command(kernel.FILL, [lent, 2 ** 17], [7]);
    machine.give(lent);
    machine.command(kernel.COPY, [machine.stage(new Float32Array(16).fill(3)), place, 16]);
    assert.ok(machine.view(place, 16).every((value) => value === 3));
    await machine.stop();
  });

  it('says which thread has ended where one has', async () => {
    const started: Worker[] = [];
    const watch = (worker: Worker) => started.push(worker);
    process.on('worker', watch);
    const machine = await Machine.start({ threads: 2 });
    process.off('worker', watch);
    const [worker] = started;
    const ended = once(worker, 'exit');
    await worker.terminate();
    await ended;
    machine.command(kernel.FILL, [machine.take(10), 10], [1]);
    assert.throws(
      () => machine.finish(),
      (error) =>
        error instanceof BackendError &&
        error.message === 'Thread 1 of the embedded backend has ended with exit code 1.',
    );
    await machine.stop();
  });

  it('grows, and says so where it cannot', async () => {
    const machine = await Machine.start({ threads: 1 });
    assert.throws(() => machine.take(2 ** 31), /The embedded backend has no \d+ MiB of memory; it can have \d+ MiB\./);
    const place = machine.take(2 ** 22);
    machine.command(kernel.FILL, [place, 2 ** 22], [3]);
    assert.equal(machine.view(place, 2 ** 22)[2 ** 22 - 1], 3);
    await machine.stop();
  });
});
