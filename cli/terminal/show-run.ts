/** A run in a terminal: the backend, a bar that moves, a line per epoch. In a pipe only the lines. */
import type {
  EpochRecord,
  Progress,
  ResumeRecord,
  RunInfo,
  RunRecord,
  StartRecord,
  StepRecord,
  WeightsRecord,
} from '../../engine/protocol/records.ts';
import type { Run } from '../../engine/train/run.ts';
import { count } from '../../model/units.ts';
import { err, isPlain, painter, plural } from './output.ts';

const BAR = 24;
const REDRAW_MS = 100;
/** How much of the mean each new step is: the speed shown is that of the last twenty or so. */
const SMOOTHING = 0.05;
const CLEAR = '\r\u001b[2K';

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** `1:05`, `2:03:04`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Shows the run until the function it gives back is called; lines go to `say`, the bar to standard error. */
export function showRun(run: Run, say: (line: string) => void): () => void {
  const screen = new Screen(say);
  const listeners = {
    record: (record: RunRecord) => screen.record(record),
    info: (info: RunInfo) => screen.info(info),
    progress: (progress: Progress) => screen.draw(progress),
  };
  run.events.on('record', listeners.record);
  run.events.on('info', listeners.info);
  run.events.on('progress', listeners.progress);
  return () => {
    run.events.off('record', listeners.record);
    run.events.off('info', listeners.info);
    run.events.off('progress', listeners.progress);
    screen.clear();
  };
}

class Screen {
  readonly #say: (line: string) => void;
  readonly #moving = !isPlain(process.stderr);
  readonly #paint = painter(process.stderr);
  #last: StepRecord | null = null;
  #batch = 0;
  #msPerStep = 0;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  info({ backend }: RunInfo): void {
    this.clear();
    for (const { backend: name, reason } of backend?.passedOver ?? [])
      err(this.#paint('dim', `passed over ${name}: ${reason}`));
  }

  record(record: RunRecord): void {
    switch (record.type) {
      case 'start':
        this.#batch = record.batch;
        this.#line(startLine(record));
        return;
      case 'step':
        this.#last = record;
        this.#msPerStep += (this.#msPerStep === 0 ? 1 : SMOOTHING) * (record.ms - this.#msPerStep);
        return;
      case 'epoch':
        this.#line(epochLine(record));
        return;
      case 'end': {
        if (record.reason === 'failed') return;
        if (record.message !== undefined) this.#line(record.message);
        const how = record.reason === 'finished' ? 'Finished' : 'Stopped';
        this.#line(`${how} after ${record.step} steps in ${duration(record.seconds)}.`);
        return;
      }
      case 'weights':
        this.#line(weightsLine(record));
        return;
      case 'resume':
        this.#line(resumeLine(record));
        for (const difference of record.differences) this.#line(`Not as it was: ${difference}.`);
        return;
      case 'corrupt':
        this.#line(`Left out: ${record.item} (${record.reason})`);
        return;
      case 'checkpoint':
        return;
    }
  }

  draw(progress: Progress): void {
    const now = performance.now();
    if (!this.#moving || now - this.#drawn < REDRAW_MS) return;
    this.#drawn = now;
    const columns = process.stderr.columns ?? 80;
    process.stderr.write(
      CLEAR + progressLine(progress, this.#last, (1000 * this.#batch) / this.#msPerStep, columns - 1),
    );
  }

  clear(): void {
    if (this.#moving && this.#drawn > 0) process.stderr.write(CLEAR);
  }

  #line(text: string): void {
    this.clear();
    this.#say(text);
  }
}

const startLine = ({ backend, device, trainImages, valImages, epochs, stepsPerEpoch }: StartRecord) =>
  `\nTraining on ${backend} (${device}): ${count(trainImages)} samples, ${count(valImages)} kept aside, ${plural(epochs, 'epoch')} of ${plural(stepsPerEpoch, 'step')}`;

const resumeLine = ({ backend, device, step, epoch }: ResumeRecord) =>
  `\nGoing on after step ${count(step)}, ${plural(epoch, 'epoch')} done, on ${backend} (${device})`;

function weightsLine({ file, loaded, missing, unused, left }: WeightsRecord): string {
  const rest = [
    ...(missing.length === 0 ? [] : [`not in the file: ${missing.join(', ')}`]),
    ...(left.length === 0 ? [] : [`left out: ${left.join(', ')}`]),
    ...(unused.length === 0 ? [] : [`of no use here: ${unused.length} of the file`]),
  ];
  return `Weights of ${file}: ${loaded.length} taken${rest.length === 0 ? '' : `; ${rest.join('; ')}`}`;
}

function epochLine({ epoch, train, val, seconds }: EpochRecord): string {
  const scores = ({ loss, accuracy, metrics = {} }: EpochRecord['train']) =>
    [
      `loss ${loss.toFixed(4)}`,
      ...(accuracy === undefined ? [] : [`accuracy ${percent(accuracy).padStart(6)}`]),
      ...Object.entries(metrics).map(([name, value]) => `${name} ${value === null ? '–' : value.toPrecision(4)}`),
    ].join(', ');
  return `epoch ${String(epoch).padStart(3)}  ${scores(train)}  validation: ${scores(val)}  ${seconds.toFixed(1)} s`;
}

/** The bar and as many of the numbers after it as the width holds whole. */
export function progressLine(
  { phase, done, detail, secondsLeft }: Progress,
  last: StepRecord | null,
  imagesPerSecond: number,
  width: number,
): string {
  const full = Math.round(done * BAR);
  const parts = [`${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${percent(done).padStart(6)}`];
  if (secondsLeft !== undefined) parts.push(`${duration(secondsLeft)} left`);
  parts.push(phase === 'validation' ? `validation, ${detail}` : detail);
  if (last !== null) {
    parts.push(`loss ${last.loss.toFixed(4)}`);
    if (last.accuracy !== undefined) parts.push(`accuracy ${percent(last.accuracy)}`);
    parts.push(`${count(Math.round(imagesPerSecond))} images/s`);
  }
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line}  ${part}`;
    if (longer.length > width) break;
    line = longer;
  }
  return line;
}
