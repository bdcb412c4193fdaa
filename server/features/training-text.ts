/** What training takes and what is known of data, in words; hover and lens say the same. */
import { formatExtents } from '../../model/shape.ts';
import { bytes, count } from '../../model/units.ts';
import type { AnalyzedData, AnalyzedTrain } from '../language/index.ts';

/** `4.0 MiB to train at batch 64 · at most 93,231 fit in 4.0 GiB`; `null` while the train is not complete. */
export function memoryText(train: AnalyzedTrain): string | null {
  const memory = train.memory();
  if (memory === null) return null;
  const { batch, largest, device } = memory;
  const room =
    largest === 0 ? `not one sample fits in ${bytes(device)}` : `at most ${count(largest)} fit in ${bytes(device)}`;
  return `${bytes(memory.bytes.total)} to train at batch ${batch} · ${room}`;
}

/** The parts of it. */
export function memoryParts(train: AnalyzedTrain): string | null {
  const memory = train.memory();
  if (memory === null) return null;
  const { arena, weights, weightGradients, optimizer, workspace } = memory.bytes;
  return `${bytes(arena)} activations and their gradients · ${bytes(weights)} weights · ${bytes(weightGradients)} their gradients · ${bytes(optimizer)} optimizer · ${bytes(workspace)} workspace`;
}

/** `10 classes · 60,000 samples of 28×28×1`; empty while nothing is known. */
export function factsText({ facts }: AnalyzedData): string {
  if (facts === null) return '';
  const { classes, vocab, shape } = facts;
  const samples = facts.count === null ? '' : `${count(facts.count)} ${vocab === null ? 'samples' : 'symbols'}`;
  return [
    vocab === null ? (classes === null ? '' : `${classes} classes`) : `${vocab} different symbols`,
    shape === null ? samples : `${samples === '' ? 'samples' : samples} of ${formatExtents(shape)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
