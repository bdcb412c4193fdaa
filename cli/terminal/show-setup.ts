/** A setup as a person follows it in a terminal: the result to standard output, all else to standard error. */
import type { SetupEvent, SetupPlan } from '../../engine/protocol/setup.ts';
import { err, out } from './output.ts';

const size = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;

const MOST_PACKAGES = 3;

function plan({ folder, python, packages, downloadBytes, diskBytes, measured }: SetupPlan): string {
  const [first = '', ...others] = packages;
  const rest = others.length > MOST_PACKAGES ? ` and ${others.length} packages that it needs` : '';
  const about = measured ? '' : 'about ';
  return `${first}${rest}, with ${python}: ${about}${size(downloadBytes)} to download, about ${size(diskBytes)} on disk, in ${folder}`;
}

export function showSetup(): (event: SetupEvent) => void {
  const live = process.stderr.isTTY && (process.env.NO_COLOR ?? '') === '';
  let shown = '';
  let drawn = false;

  const progress = (text: string, done: number | null, total: number | null) => {
    const part = done === null || total === null ? '' : ` ${size(done)} of ${size(total)}`;
    if (live) {
      process.stderr.write(`\r\x1b[K${text}${part}`);
      drawn = true;
    } else if (text !== shown) err(text);
    shown = text;
  };
  const line = (text: string) => {
    if (drawn) process.stderr.write('\r\x1b[K');
    drawn = false;
    err(text);
  };

  return (event) => {
    switch (event.type) {
      case 'passedOver':
        return line(`Passed over: ${event.reason}`);
      case 'found':
        return line(`TensorFlow ${event.version} in ${event.folder}`);
      case 'plan':
        return line(plan(event));
      case 'progress':
        return progress(event.text, event.done, event.total);
      case 'cancelled':
        return line('Cancelled; nothing was left behind.');
      case 'failed':
        return line(`${event.reason}${event.remedy === null ? '' : `\n${event.remedy}`}`);
      case 'done': {
        const { backend, device, selfTest, python } = event;
        line(`The self-test agrees with cpu over ${selfTest.steps} steps, to ${selfTest.worst.toExponential(1)}.`);
        return out(`${backend} is ready: ${device}, of ${python}`);
      }
    }
  };
}
