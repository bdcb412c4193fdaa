import { BackendError } from '../../engine/backends/backend.ts';
import { setUpTensorflow } from '../../engine/backends/tensorflow/setup.ts';
import type { SetupEvent } from '../../engine/protocol/setup.ts';
import { type Command, flag, textOption } from '../command.ts';
import { onSignal } from '../signals.ts';
import { exitCodes, UsageError } from '../terminal/exit.ts';
import { out } from '../terminal/output.ts';
import { showSetup } from '../terminal/show-setup.ts';

export const setup: Command = {
  name: 'setup',
  usage: 'setup tensorflow [--gpu] [--python PATH] [--dry-run] [--json]',
  doc: 'Finds or makes a TensorFlow for the native backends. One in the Python you use is taken; without one a private environment is made, after its size is told. Ctrl-C leaves nothing half-made.',
  options: {
    gpu: { type: 'boolean', doc: 'for the backend tensorflow-gpu: a TensorFlow with CUDA' },
    python: { type: 'string', value: 'PATH', doc: 'the interpreter to look into, and to make an environment with' },
    'dry-run': { type: 'boolean', doc: 'say what is there or would be made, and how large it is' },
    json: { type: 'boolean', doc: 'one JSON document per line' },
  },
  async run(invocation) {
    const { positionals } = invocation;
    if (positionals.length !== 1 || positionals[0] !== 'tensorflow')
      throw new UsageError('setup takes one thing to set up, and there is one: netwright setup tensorflow.');
    const say: (event: SetupEvent) => void = flag(invocation, 'json')
      ? (event) => out(JSON.stringify(event))
      : showSetup();
    const cancel = new AbortController();
    onSignal(() => cancel.abort());
    const { signal } = cancel;
    try {
      const name = flag(invocation, 'gpu') ? 'tensorflow-gpu' : 'tensorflow';
      const python = textOption(invocation, 'python');
      await setUpTensorflow({ name, python, signal, dryRun: flag(invocation, 'dry-run'), say });
      return exitCodes.fine;
    } catch (error) {
      if (signal.aborted) {
        say({ type: 'cancelled' });
        return exitCodes.interrupted;
      }
      if (!(error instanceof Error)) throw error;
      const remedy = error instanceof BackendError ? error.remedy : undefined;
      say({ type: 'failed', reason: error.message, remedy: remedy ?? null });
      return exitCodes.failed;
    }
  },
};
