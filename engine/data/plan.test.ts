import assert from 'node:assert/strict';
import type { Graph } from '../../model/graph.ts';
import type { DataSettings } from '../../model/settings.ts';
import { call, scores, settings } from './memory.fixture.ts';
import { planBatches } from './plan.ts';
import type { DataColumn } from './samples.ts';

const image: DataColumn = { name: 'image', kind: 'image', role: 'sample', shape: [28, 28, 3] };
const kind: DataColumn = { name: 'class', kind: 'class', role: 'target', shape: [], classes: ['a', 'b', 'c'] };
const box: DataColumn = { name: 'box', kind: 'box', role: 'target', shape: [4] };

const withHeads = (...names: readonly string[]): Graph => {
  const graph = scores([28, 28, 3], 4);
  return { ...graph, heads: names.map((name) => ({ name, output: graph.outputs[0] })) };
};

interface Change {
  readonly graph?: Graph;
  readonly columns?: readonly DataColumn[];
  readonly targets?: Readonly<Record<string, string>>;
  readonly data?: Partial<DataSettings>;
}

const plan = ({ graph = scores([28, 28, 3], 3), columns = [image, kind], targets = {}, data = {} }: Change) =>
  planBatches({ graph, data: 'toys', columns, targets, settings: settings(data), seed: 1 });

const refuses = (change: Change, message: string) => assert.throws(() => plan(change), { name: 'DataError', message });

const taken = (change: Change) => {
  const { inputs, targets } = plan(change).recipe(null);
  return Object.fromEntries([...inputs, ...targets].map(({ name, column }) => [name, column]));
};

describe('data and model', () => {
  it('take columns by name, by targets, or the only one there is', () => {
    assert.deepEqual(taken({}), { x: 'image', dense1: 'class' });
    assert.deepEqual(taken({ graph: withHeads('class', 'box'), columns: [image, kind, box] }), {
      x: 'image',
      class: 'class',
      box: 'box',
    });
    assert.deepEqual(taken({ graph: withHeads('place'), columns: [image, kind, box], targets: { place: 'box' } }), {
      x: 'image',
      place: 'box',
    });
    assert.deepEqual(taken({ graph: withHeads('one', 'two') }), { x: 'image', one: 'class', two: 'class' });
    const again = scores([28, 28, 3], 28 * 28 * 3);
    const itself = { ...again, heads: [{ name: 'picture', output: again.outputs[0] }] };
    assert.deepEqual(taken({ graph: itself, targets: { picture: 'image' } }), { x: 'image', picture: 'image' });
  });

  it('say which column is missing', () => {
    refuses(
      { graph: withHeads('place'), columns: [image, kind, box] },
      'toys has no column for the head place; it has image, class, box. Say which one it takes: targets = { place: toys.class }.',
    );
    refuses(
      { targets: { x: 'picture' } },
      'targets gives the input x the column picture, which toys does not have; it has image, class.',
    );
  });

  it('have the same extents, behind augmentation', () => {
    plan({ graph: scores([28 * 28 * 3], 3) });
    plan({ graph: scores([24, 20, 3], 3), data: { augment: [call('crop', { size: [24, 20], pad: 0 })] } });
    refuses(
      { graph: scores([32, 32, 3], 3) },
      'The images of toys are 28×28×3; Chain takes 32×32×3. Write input(x, 28x28x3), or 2352 for a vector of features.',
    );
    refuses(
      { data: { augment: [call('crop', { size: [24, 24], pad: 0 })] } },
      'The images of toys are 24×24×3 after crop; Chain takes 28×28×3. Write input(x, 24x24x3), or 1728 for a vector of features.',
    );
    refuses(
      { data: { augment: [call('crop', { size: [40, 40], pad: 4 })] } },
      'augment of toys: crop(40×40) does not fit into 28×28 with 4 more on each side, 36×36. Cut out less, or take larger images.',
    );
  });

  it('have a score for every class, and as many numbers on both sides', () => {
    plan({ graph: scores([28, 28, 3], 10) });
    refuses(
      { graph: scores([28, 28, 3], 2) },
      'toys has 3 classes, numbered up to 2; Chain ends in 2 scores (dense1). Give it 3.',
    );
    refuses(
      { columns: [image, { ...kind, classes: ['cat'] }] },
      'All samples of toys are of one class, cat: there is nothing to tell apart.',
    );
    refuses(
      { columns: [image, box] },
      'box of toys has 4 numbers for each sample; Chain ends in 3, 3. Both have to be the same.',
    );
  });

  it('go with augmentations that can carry what moves', () => {
    const both = { graph: withHeads('class', 'box'), columns: [image, kind, box] };
    plan({ ...both, data: { augment: [call('flip', { axis: 'horizontal', p: 0.5 })] } });
    refuses(
      { ...both, data: { augment: [call('rotate', { degrees: 5 })] } },
      'augment of toys: rotate turns images, and a box with upright sides cannot turn with them. Leave rotate out, or the head that is compared with the box.',
    );
    refuses(
      { ...both, data: { augment: [call('mixup', { alpha: 1 })] } },
      'mixup mixes targets, and two boxes have no mixture. Leave it out.',
    );
    const features: DataColumn = { name: 'point', kind: 'features', role: 'sample', shape: [2] };
    refuses(
      { graph: scores([2], 3), columns: [features, kind], data: { augment: [call('flip')] } },
      'flip changes images; the model is given none of toys. Leave it out.',
    );
    refuses(
      { data: { augment: [call('ten_crop', { size: [24, 24], flip: true })] } },
      'augment of toys: ten_crop(24×24) shows evaluation 24×24, training sees 28×28. Both have to be the same: crop(24×24) before it.',
    );
  });

  it('say what has to be measured', () => {
    assert.deepEqual(plan({ data: { normalize: call('scale', { factor: 1 }) } }).wanted, {});
    assert.deepEqual(plan({ data: { normalize: call('per_channel') } }).wanted, {
      image: { channels: 3, shift: [], covariance: false, image: 0 },
    });
    const crop = call('crop', { size: [28, 28], pad: 4 });
    assert.deepEqual(plan({ data: { normalize: call('mean_image'), augment: [crop, call('pca_lighting')] } }).wanted, {
      image: { channels: 3, shift: [], covariance: true, image: 28 * 28 * 3 },
    });
  });
});
