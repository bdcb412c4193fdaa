/** Losses and steps of learning on a backend, beside the numbers of `learning.fixture.ts`. */
import type { Backend } from '../../engine/backends/backend.ts';
import type { Runtime } from '../../engine/backends/runtime.ts';
import { completeCall } from '../../engine/complete-call.ts';
import type { Batch, Target } from '../../engine/data/batch.ts';
import { lossRun } from '../../engine/losses/index.ts';
import type { Network, NetworkOptions } from '../../engine/network/network.ts';
import { Scratch } from '../../engine/network/scratch.ts';
import { chain } from '../../model/zoo.fixture.ts';
import type { Comparison } from './comparison.fixture.ts';
import { type LossCase, learning, type TrainingCase } from './learning.fixture.ts';

function targetOf({ kind, values }: LossCase['target']): Target {
  return kind === 'classes' ? { kind, values: Int32Array.from(values) } : { kind, values: Float32Array.from(values) };
}

/** The loss of a batch and its gradient with respect to the scores. */
export async function judge<T>(runtime: Runtime<T>, lossCase: LossCase): Promise<readonly Comparison[]> {
  const { call, shape, scores, target } = lossCase;
  const scratch = new Scratch(runtime);
  const made = [runtime.create(shape), runtime.create([1]), runtime.create(shape)] as const;
  const [input, result, gradient] = made;
  runtime.write(input, Float32Array.from(scores));
  lossRun(call.name).run({
    ops: runtime.ops,
    args: completeCall('loss', call).args,
    scores: input,
    shape,
    target: targetOf(target),
    parties: { data: 'The data', model: 'the model' },
    result,
    gradient,
    factor: 1 / shape[0],
    temporary: scratch.take,
  });
  scratch.release();
  const found = [
    { what: 'loss', found: [(await runtime.read(result))[0] / shape[0]], expected: [lossCase.loss] },
    { what: 'gradient', found: await runtime.read(gradient), expected: lossCase.gradient },
  ];
  for (const tensor of made) runtime.release(tensor);
  return found;
}

const { network: net } = learning;
const graph = chain([net.inputs], [['dense', { units: net.hidden }], ['relu'], ['dense', { units: net.outputs }]]);
const shapes = new Map(graph.layers.flatMap(({ weights }) => weights.map(({ name, shape }) => [name, shape] as const)));

const batch = (step: number): Batch => ({
  count: net.batch,
  inputs: { x: Float32Array.from(net.x[step]) },
  targets: { dense2: { kind: 'numbers', values: Float32Array.from(net.targets[step]) } },
});

async function networkOf(backend: Backend, settings: Partial<NetworkOptions>): Promise<Network> {
  const network = await backend.createNetwork({
    graph,
    batch: net.batch,
    seed: 1,
    init: { name: 'he', args: {} },
    loss: [{ call: { name: 'l2_distance', args: {} }, weight: 1 }],
    regularizers: [],
    optimizer: { name: 'sgd', args: {} },
    ...settings,
  });
  const start = Object.entries(net.start).map(
    ([name, data]) => [name, { shape: shapes.get(name) as number[], data: Float32Array.from(data) }] as const,
  );
  await network.setWeights(new Map(start));
  return network;
}

/** Three steps: losses, norms where gradients are clipped, and the weights after them. */
export async function stepsOf(backend: Backend, { settings, steps, weights }: TrainingCase) {
  const network = await networkOf(backend, settings);
  const comparisons: Comparison[] = [];
  for (const [i, step] of steps.entries()) {
    const { loss, regularization, gradientNorm } = await network.trainStep(batch(i), i + 1);
    const given = [step.loss, step.regularization];
    comparisons.push({ what: `step ${i + 1}`, found: [loss, regularization], expected: given });
    const norms = {
      found: gradientNorm === undefined ? [] : [gradientNorm],
      expected: step.norm === undefined ? [] : [step.norm],
    };
    comparisons.push({ what: `norm of step ${i + 1}`, ...norms });
  }
  comparisons.push(...(await weightsOf(network, weights, '')));
  network.dispose();
  return comparisons;
}

/** Three passes of a method that looks at the whole set, each with its loss and the weights after it. */
export async function passesOf(backend: Backend, { optimizer, passes }: (typeof learning.minimized)[number]) {
  const network = await networkOf(backend, { optimizer, regularizers: [{ name: 'l2', args: { weight: 0.01 } }] });
  const whole = async () => (await network.gradientStep(batch(0), 1)).loss;
  const comparisons: Comparison[] = [];
  for (const [i, pass] of passes.entries()) {
    const { loss } = await network.minimize(whole);
    comparisons.push({ what: `loss of pass ${i + 1}`, found: [loss], expected: [pass.loss] });
    comparisons.push(...(await weightsOf(network, pass.weights, `pass ${i + 1}: `)));
  }
  network.dispose();
  return comparisons;
}

async function weightsOf(network: Network, expected: TrainingCase['weights'], where: string): Promise<Comparison[]> {
  const found = await network.weights();
  return Object.entries(expected).map(([key, values]) => ({
    what: `${where}${key}`,
    found: found.get(key)?.data ?? [],
    expected: values,
  }));
}
