/** Whether training fits the memory of the device, and the batch that does. */
import type { Graph } from '../../../model/graph.ts';
import { fits, type TrainingMemory, trainingMemory } from '../../../model/memory.ts';
import { type PlannedStage, stageOptions } from '../../../model/plan/stage.ts';
import type { StageSettings } from '../../../model/settings.ts';
import { bytes } from '../../../model/units.ts';
import type { QuickFix, Range } from '../analysis.ts';
import type { TrainItem } from '../syntax/tree.ts';
import type { Reporter } from './reporter.ts';

type Stage = PlannedStage & Pick<StageSettings, 'batch'>;

interface Known {
  fits?: boolean | null;
  memory?: TrainingMemory | null;
}

/** What was found out of a network is kept while others are: a keystroke elsewhere in the file plans nothing anew. */
const known = new Map<string, Known>();
const KEPT = 16;

function knownOf(graph: Graph, stage: Stage, device: number): Known {
  const key = keyOf(graph, stage.batch, device, ...Object.values(stageOptions(stage)));
  const found = known.get(key) ?? {};
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return found;
}

/** `null` while a shape is unknown. Takes some milliseconds for hundreds of layers: for what is shown, when it is shown. */
export function memoryOf(graph: Graph, stage: Stage, device: number): TrainingMemory | null {
  const found = knownOf(graph, stage, device);
  if (found.memory === undefined) found.memory = trainingMemory(graph, stage.batch, device, stageOptions(stage));
  return found.memory;
}

function doesFit(graph: Graph, stage: Stage, device: number): boolean | null {
  const found = knownOf(graph, stage, device);
  if (found.fits === undefined) found.fits = fits(graph, stage.batch, device, stageOptions(stage));
  return found.fits;
}

/** All that a plan depends on. */
function keyOf({ inputs, layers, outputs }: Graph, ...more: readonly (number | boolean)[]): string {
  const parts = layers.map(({ id, layer, args, inputs: from, output, outputs: ports, params }) => [
    id,
    layer,
    args,
    from,
    output,
    ports,
    params,
  ]);
  return JSON.stringify([more, inputs, parts, outputs]);
}

export interface FitRequest {
  readonly train: TrainItem;
  readonly graph: Graph;
  /** The run itself, or its stages. */
  readonly stages: readonly StageSettings[];
  /** In bytes. */
  readonly device: number;
  readonly reporter: Reporter;
  /** Of this file. */
  readonly text: string;
}

/** The stage that takes most is the one that counts. */
export function checkMemory(request: FitRequest): void {
  const { train, graph, stages, device, reporter } = request;
  const largest = stages.reduce<StageSettings | null>((a, b) => (a === null || b.batch > a.batch ? b : a), null);
  if (largest === null || doesFit(graph, largest, device) !== false) return;
  const memory = memoryOf(graph, largest, device);
  if (memory === null) return;
  const written = batchOf(train, largest);
  const { arena, weights, weightGradients, optimizer, workspace, total } = memory.bytes;
  const parts = `weights ${bytes(weights)}, their gradients ${bytes(weightGradients)}, the optimizer ${bytes(optimizer)}, activations and their gradients ${bytes(arena)}, workspace ${bytes(workspace)}`;
  const room =
    memory.largest === 0
      ? 'Not even one sample fits.'
      : `At most ${memory.largest} ${memory.largest === 1 ? 'sample fits' : 'samples fit'}.`;
  const message = `A batch of ${memory.batch} takes ${bytes(total)} to train: ${parts}. There are ${bytes(device)}. ${room}`;
  const at = written ?? train.model ?? train;
  reporter.say('does-not-fit-memory', at, message, {
    severity: 'warning',
    fixes: smaller(request, memory.largest, written),
  });
}

/** Where the batch of a stage is written, be it in the stage or in the train. */
function batchOf(train: TrainItem, { name }: StageSettings): Range | null {
  const stage = train.stages.find((candidate, i) => (candidate.name?.text ?? `${i + 1}`) === name);
  const setting = [...(stage?.settings ?? []), ...train.settings].find(({ key }) => key.text === 'batch');
  return setting?.value ?? null;
}

function smaller({ train, text }: FitRequest, batch: number, written: Range | null): QuickFix[] {
  if (batch === 0) return [];
  const title = `batch = ${batch}`;
  if (written !== null) return [{ title, changes: [{ start: written.start, end: written.end, text: `${batch}` }] }];
  const last = train.settings.at(-1);
  const at = last?.end ?? text.indexOf('{', train.data?.end ?? train.start) + 1;
  return [
    {
      title,
      changes: [{ start: at, end: at, text: last === undefined ? ` batch = ${batch} ` : `; batch = ${batch}` }],
    },
  ];
}
