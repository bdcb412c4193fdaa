/** A run in a terminal: the backend, a bar that moves, a line per epoch. In a pipe only the lines. */
import type { RunRecord, StepRecord } from '../../engine/protocol/records.ts';
import type { Run } from '../../engine/train/run.ts';
import { count, err, out, painter } from './output.ts';

const BAR = 24;
const REDRAW_MS = 100;

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** `1:05`, `2:03:04`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Shows the run until the function it gives back is called. */
export function showRun(run: Run): () => void {
  const screen = new Screen(run);
  const onRecord = (record: RunRecord) => screen.record(record);
  const onProgress = () => screen.draw();
  run.events.on('record', onRecord);
  run.events.on('progress', onProgress);
  run.events.on('info', ({ backend }) => {
    const paint = painter(process.stderr);
    for (const { backend: name, reason } of backend?.passedOver ?? [])
      err(paint('dim', `passed over ${name}: ${reason}`));
  });
  return () => {
    run.events.off('record', onRecord);
    run.events.off('progress', onProgress);
    screen.clear();
  };
}

class Screen {
  readonly #run: Run;
  readonly #moving = process.stderr.isTTY === true;
  readonly #paint = painter(process.stdout);
  #last: StepRecord | null = null;
  #drawn = 0;
  #images = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  record(record: RunRecord): void {
    switch (record.type) {
      case 'start':
        this.#line(
          `\nTraining on ${record.backend} (${record.device}): ${count(record.trainImages)} images, ${count(record.valImages)} kept aside, ${record.epochs} epochs of ${record.stepsPerEpoch} steps`,
        );
        this.#images = record.batch;
        return;
      case 'step':
        this.#last = record;
        return;
      case 'epoch': {
        const { epoch, train, val, seconds } = record;
        const scores = `loss ${train.loss.toFixed(4)}, accuracy ${percent(train.accuracy)}  validation: loss ${val.loss.toFixed(4)}, accuracy ${this.#paint('bold', percent(val.accuracy))}`;
        this.#line(`epoch ${String(epoch).padStart(3)}  ${scores}  ${seconds.toFixed(1)} s`);
        return;
      }
      case 'end':
        if (record.reason !== 'failed')
          this.#line(
            `${record.reason === 'finished' ? 'Finished' : 'Stopped'} after ${record.step} steps in ${duration(record.seconds)}.`,
          );
        return;
      case 'checkpoint':
        return;
    }
  }

  #line(text: string): void {
    this.clear();
    out(text);
  }

  draw(): void {
    const now = performance.now();
    const { progress } = this.#run;
    if (!this.#moving || progress === null || now - this.#drawn < REDRAW_MS) return;
    this.#drawn = now;
    const full = Math.round(progress.done * BAR);
    const parts = [
      `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${percent(progress.done).padStart(6)}`,
      progress.detail,
    ];
    const last = this.#last;
    if (last !== null)
      parts.push(
        `loss ${last.loss.toFixed(4)}`,
        `accuracy ${percent(last.accuracy)}`,
        `${Math.round((1000 * this.#images) / last.ms)} images/s`,
      );
    if (progress.secondsLeft !== undefined) parts.push(`${duration(progress.secondsLeft)} left`);
    const width = (process.stderr.columns ?? 80) - 1;
    process.stderr.write(`\r\u001b[2K${parts.join('  ').slice(0, width)}`);
  }

  clear(): void {
    if (this.#moving && this.#drawn > 0) process.stderr.write('\r\u001b[2K');
  }
}
