import assert from 'node:assert/strict';
import { GraphBuilder } from './build.ts';
import { defaults } from './catalog/arguments.ts';
import { type LayerName, layerSpec } from './layers/index.ts';
import { type Plan, planEvaluation, planTraining } from './plan.ts';
import { image } from './shape.ts';
import { restBytes } from './workspace/rest.ts';
import { alexnet, chain, lenet, vgg16 } from './zoo.fixture.ts';

/** Tensors that live at the same time may share memory only where one was written in place of the other. */
function assertNoOverlap(plan: Plan): void {
  const takesOver = (a: number, b: number): boolean => {
    const before = plan.tensors[a]!.inPlaceOf;
    return before !== null && (before === b || takesOver(before, b));
  };
  for (const a of plan.tensors) {
    for (const b of plan.tensors) {
      if (a.index >= b.index || takesOver(a.index, b.index) || takesOver(b.index, a.index)) continue;
      const together = a.born <= b.dies && b.born <= a.dies;
      const overlap = a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
      assert.ok(!(together && overlap), `${a.name} and ${b.name}`);
    }
  }
}

const find = (plan: Plan, name: string) => plan.tensors.find((tensor) => tensor.name === name)!;

describe('the plan', () => {
  for (const [name, net] of Object.entries({ lenet, alexnet, vgg16 })) {
    it(`gives ${name} places that do not overlap while in use`, () => {
      assertNoOverlap(planTraining(net(), 4)!);
      assertNoOverlap(planEvaluation(net(), 4)!);
    });
  }

  it('writes a ReLU over the convolution it follows, but not over what backward still reads', () => {
    const plan = planTraining(lenet(), 1)!;
    assert.equal(find(plan, 'relu1').inPlaceOf, find(plan, 'conv1').index);
    const kept = planTraining(chain([4, 4, 1], [['conv', { filters: 2, kernel: [1, 1] }], ['relu'], ['dropout']]), 1)!;
    assert.equal(find(kept, 'dropout1').inPlaceOf, null);
  });

  it('keeps an activation until the backward pass that reads it', () => {
    const plan = planTraining(lenet(), 1)!;
    const flat = find(plan, 'flatten1');
    const dense1 = plan.nodes.find((node) => node.layer.id === 'dense1')!;
    assert.equal(flat.dies, dense1.backwardAt);
  });

  it('asks for no gradient of the input unless told to', () => {
    assert.equal(planTraining(lenet(), 1)!.nodes[0]!.inputGradients[0], null);
    assert.notEqual(planTraining(lenet(), 1, { inputGradients: true })!.nodes[0]!.inputGradients[0], null);
  });

  it('needs less for evaluation than for training, and less than everything kept', () => {
    const graph = vgg16();
    const evaluation = planEvaluation(graph, 1)!;
    assert.ok(evaluation.bytes.arena < planTraining(graph, 1)!.bytes.arena);
    assert.ok(evaluation.bytes.arena < graph.activationBytes!);
    assert.equal(evaluation.bytes.weights, 138_357_544 * 4);
  });

  it('counts weights, their gradients and two copies for Adam', () => {
    const { bytes } = planTraining(lenet(), 1)!;
    assert.equal(bytes.total - bytes.arena - bytes.workspace, 61_706 * 4 * 4);
  });

  it('has operations work where no tensor is needed meanwhile', () => {
    for (const graph of [lenet(), vgg16()]) {
      const { nodes, tensors, lossRegion, reach } = planTraining(graph, 4)!;
      const regions = [
        { at: nodes.length, ...lossRegion },
        ...nodes.flatMap(({ forwardAt, backwardAt, regions: { forward, backward } }) => [
          { at: forwardAt, ...forward },
          { at: backwardAt, ...backward },
        ]),
      ];
      assert.ok(regions.some(({ bytes }) => bytes > 1000));
      for (const { at, offset, bytes } of regions.filter((region) => region.bytes > 0)) {
        assert.ok(offset + bytes <= reach);
        for (const tensor of tensors.filter(({ born, dies }) => born <= at && at <= dies))
          assert.ok(
            tensor.offset + tensor.bytes <= offset || offset + bytes <= tensor.offset,
            `${tensor.name} at ${at}`,
          );
      }
    }
  });

  it('counts what is at rest for as many threads as it is told, and nothing where a backend places its own workspace', () => {
    const workspace = (threads: number) => planTraining(lenet(), 1, { threads })!.bytes.workspace;
    assert.equal(workspace(0), 0);
    assert.ok(workspace(2) > restBytes(2));
    assert.ok(workspace(8) - workspace(2) >= restBytes(8) - restBytes(2));
  });

  it('keeps what a maxpool was given until the maxunpool that undoes it, and the places until its backward', () => {
    const builder = new GraphBuilder('Unpooled');
    builder.input('x', image(4, 4, 1));
    const add = (id: string, layer: LayerName, args: object, inputs: string[], tensors = {}) =>
      builder.add({ id, layer, args: { ...defaults(layerSpec(layer).args), ...args }, inputs, tensors });
    add('conv', 'conv', { filters: 2, kernel: [1, 1] }, ['x']);
    add('pool', 'maxpool', { window: [2, 2] }, ['conv']);
    add('next', 'conv', { filters: 2, kernel: [1, 1] }, ['pool']);
    add('back', 'maxunpool', {}, ['next'], { of: 'pool' });
    const graph = builder.finish();
    const evaluation = planEvaluation(graph, 3)!;
    const node = evaluation.nodes.at(-1)!;
    assert.deepEqual(
      node.inputs.map((index) => evaluation.tensors[index]!.name),
      ['next', 'pool', 'conv'],
    );
    assert.equal(node.origin?.layer, 'maxpool');
    assert.equal(find(evaluation, 'conv').dies, node.forwardAt);
    const training = planTraining(graph, 3)!;
    const indices = find(training, 'back:indices');
    assert.deepEqual([indices.shape, indices.dies], [[3, 2, 2, 2], training.nodes.at(-1)!.backwardAt]);
    assertNoOverlap(training);
  });
});
