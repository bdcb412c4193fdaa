/** Where a run stands, in words. */
import { goesOn } from '../../engine/protocol/going-on.ts';
import { duration } from '../shared/format.ts';
import type { TrainingModel } from './model.ts';

export interface Status {
  readonly state: 'connecting' | 'running' | 'finished' | 'stopped' | 'failed' | 'lost';
  readonly text: string;
  /** What went wrong and the way out. */
  readonly problem: string | null;
}

const phases = {
  backend: 'Choosing a backend',
  data: 'Reading the data',
  training: 'Training',
  validation: 'Validating',
  checkpoint: 'Writing a checkpoint',
} as const;

export function describeStatus({ connection, end, progress, checkpoint }: TrainingModel): Status {
  if (end !== null) {
    const after = `after ${end.step} steps in ${duration(end.seconds)}`;
    if (end.reason === 'failed')
      return { state: 'failed', text: `Failed ${after}`, problem: end.message ?? 'The run failed.' };
    return end.reason === 'finished'
      ? { state: 'finished', text: `Finished ${after}`, problem: null }
      : { state: 'stopped', text: `Stopped ${after}`, problem: null };
  }
  if (connection.state === 'lost')
    return { state: 'lost', text: 'Lost', problem: `${connection.message} ${goesOn(checkpoint)}` };
  if (connection.state === 'connecting')
    return { state: 'connecting', text: 'Connecting to the engine', problem: null };
  if (progress === null) return { state: 'running', text: 'Starting', problem: null };
  const detail = progress.phase === 'backend' ? '' : `, ${progress.detail}`;
  return { state: 'running', text: `${phases[progress.phase]}${detail}`, problem: null };
}
