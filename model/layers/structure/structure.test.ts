import assert from 'node:assert/strict';
import type { Value } from '../../catalog/arguments.ts';
import { image, items, type Shape, sequence, tokens, vector, volume, withLeading } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, weightsOf } from '../infer.fixture.ts';

const call = (layer: string, input: Shape | null, args: Readonly<Record<string, Value>> = {}) => ({
  layer,
  inputs: [input],
  args,
});
const output = (layer: string, input: Shape | null, args: Readonly<Record<string, Value>> = {}) => {
  const inferred = inferCall(call(layer, input, args));
  assert.deepEqual(inferred.faults ?? [], []);
  return inferred.output;
};
const regions = (count: number | null) => ({ axes: ['items'] as const, extents: [count] });

describe('flatten', () => {
  it('lays out images, volumes and sequences whole', () => {
    assert.deepEqual(output('flatten', image(7, 7, 512)), vector(25_088));
    assert.deepEqual(output('flatten', volume(2, 7, 7, 3)), vector(294));
    assert.deepEqual(output('flatten', sequence(9, 5)), vector(45));
    assert.deepEqual(inferCall(call('flatten', image(7, 7, 512))).arithmetic, ['7 · 7 · 512 = 25088']);
  });

  it('keeps items and steps before an image: 1000 regions of 7×7×256 (Faster R-CNN with FPN)', () => {
    assert.deepEqual(output('flatten', withLeading(regions(1000), image(7, 7, 256))), items(1000, 12_544));
    assert.deepEqual(output('flatten', withLeading(tokens(16), image(2, 2, 3))), sequence(16, 12));
    assert.deepEqual(output('flatten', withLeading(regions(null), image(2, 2, null))), items(null, null));
  });

  it('does not guess a rank', () => assert.equal(output('flatten', null), null));
});

describe('reshape', () => {
  it('reads the same numbers as another shape', () => {
    assert.deepEqual(output('reshape', vector(16_384), { shape: image(4, 4, 1024) }), image(4, 4, 1024));
    assert.deepEqual(output('reshape', image(28, 28, 1), { shape: sequence(28, 28) }), sequence(28, 28));
  });

  it('works one unknown extent out', () => {
    assert.deepEqual(output('reshape', vector(600), { shape: image(null, 10, 3) }), image(20, 10, 3));
    assert.deepEqual(output('reshape', vector(null), { shape: image(4, 4, 3) }), image(4, 4, 3));
    assert.deepEqual(output('reshape', null, { shape: image(4, 4, 3) }), image(4, 4, 3));
    assert.equal(output('reshape', vector(8), { shape: null }), null);
  });

  it('keeps items where the shape is that of one', () => {
    const each = withLeading(regions(100), image(7, 7, 256));
    assert.deepEqual(output('reshape', items(100, 12_544), { shape: image(7, 7, 256) }), each);
    assert.deepEqual(
      output('reshape', items(null, 12_544), { shape: image(7, 7, 256) }),
      withLeading(regions(null), image(7, 7, 256)),
    );
  });

  it('counts both sides where they do not agree, and offers extents that do', () => {
    const wrong = call('reshape', vector(4704), { shape: image(28, 28, 5) });
    assert.equal(onlyFault(wrong).message, 'reshape: there are 4704 features, 28×28×5 needs 28 · 28 · 5 = 3920.');
    assert.deepEqual(fixTitles(wrong), ['Set shape=28x28x6 ⟶ an image of 28×28×6']);
    const part = call('reshape', items(10, 12), { shape: image(2, 2, 2) });
    assert.match(onlyFault(part).message, /each of 10 items has 12 elements, 2×2×2 needs 2 · 2 · 2 = 8/);
    assert.ok(fixTitles(part).includes('Set shape=2x2x3 ⟶ an image of 2×2×3'));
    assert.match(
      onlyFault(call('reshape', vector(10), { shape: sequence(null, 4) })).message,
      /multiple of 4, and 10\/4 = 2.50/,
    );
  });

  it('does not guess what two extents are', () => {
    const pair: Shape = { axes: ['height', 'width'], extents: [4, 5] };
    assert.deepEqual(fixTitles(call('reshape', vector(20), { shape: pair })), [
      'Set shape=4x5x1 ⟶ an image of 4×5×1',
      'Set shape=sequence(4, 5) ⟶ 4 steps × 5 features',
    ]);
    assert.deepEqual(fixTitles(call('reshape', vector(21), { shape: pair })), []);
  });
});

describe('permute', () => {
  it('takes the axes with their names', () =>
    assert.deepEqual(output('permute', image(4, 5, 6), { axes: ['channels', 'height', 'width'] }), {
      axes: ['channels', 'height', 'width'],
      extents: [6, 4, 5],
    }));

  it('reads them anew where asked to: token mixing', () =>
    assert.deepEqual(
      output('permute', sequence(196, 512), { axes: ['features', 'steps'], as: ['steps', 'features'] }),
      sequence(512, 196),
    ));

  it('says what is missing, twice or strange', () => {
    const short = call('permute', image(4, 5, 6), { axes: ['width', 'height'] });
    assert.match(onlyFault(short).message, /channels is not named/);
    assert.deepEqual(fixTitles(short), ['Set axes=[width, height, channels]']);
    const twice = call('permute', image(4, 5, 6), { axes: ['width', 'width', 'channels'] });
    assert.deepEqual(fixTitles(twice), ['Set axes=[width, channels, height]']);
    assert.match(onlyFault(call('permute', sequence(4, 5), { axes: ['items', 'features'] })).message, /no axis items/);
    const names = call('permute', sequence(4, 5), { axes: ['features', 'steps'], as: ['steps', 'steps'] });
    assert.equal(onlyFault(names).argument, 'as');
    assert.deepEqual(fixTitles(names), ['Set as=[features, steps]']);
  });

  it('knows the axes of an unknown input', () =>
    assert.deepEqual(output('permute', null, { axes: ['features', 'steps'] })?.extents, [null, null]));
});

describe('slice', () => {
  it('cuts from either end', () => {
    assert.deepEqual(output('slice', sequence(197, 768), { axis: 'steps', from: 1 }), sequence(196, 768));
    assert.deepEqual(output('slice', sequence(20, 8), { axis: 'steps', to: -1 }), sequence(19, 8));
    assert.deepEqual(output('slice', image(8, 8, 6), { axis: 'channels', from: -2 }), image(8, 8, 2));
    assert.deepEqual(inferCall(call('slice', image(8, 8, 6), { axis: 'height', from: 2, to: 5 })).arithmetic, [
      '5 − 2 = 3',
    ]);
  });

  it('knows a stretch of an unknown axis', () => {
    assert.deepEqual(output('slice', sequence(null, 8), { axis: 'steps', from: 2, to: 5 }), sequence(3, 8));
    assert.deepEqual(output('slice', sequence(null, 8), { axis: 'steps', from: 1 }), sequence(null, 8));
  });

  it('says what lies outside', () => {
    const far = call('slice', sequence(20, 8), { axis: 'steps', from: 5, to: 30 });
    assert.equal(onlyFault(far).argument, 'to');
    assert.match(onlyFault(far).message, /5 to 30 is no stretch of 20 steps/);
    assert.deepEqual(fixTitles(far), ['Set to=0 ⟶ 15 steps × 8 features']);
    const late = call('slice', sequence(20, 8), { axis: 'steps', from: 20 });
    assert.equal(onlyFault(late).argument, 'from');
    assert.deepEqual(fixTitles(late), ['Set from=0 ⟶ 20 steps × 8 features']);
    assert.deepEqual(fixTitles(call('slice', sequence(20, 8), { axis: 'height', to: 10 })), ['Set axis=steps']);
  });
});

describe('select', () => {
  it('drops the axis', () => {
    assert.deepEqual(output('select', sequence(197, 768), { axis: 'steps', index: 0 }), vector(768));
    assert.deepEqual(output('select', sequence(null, 768), { axis: 'steps', index: -1 }), vector(768));
  });

  it('says how far indices go', () => {
    const far = call('select', sequence(20, 8), { axis: 'steps', index: 20 });
    assert.match(onlyFault(far).message, /indices go from -20 to 19/);
    assert.deepEqual(fixTitles(far), ['Set index=19 ⟶ 8 features']);
  });
});

describe('split', () => {
  const shapes = (input: Shape | null, args = {}) =>
    inferCall(call('split', input, args)).outputs?.map(({ shape }) => shape);

  it('has an output for each part', () => {
    const two = inferCall(call('split', image(8, 8, 6)));
    assert.deepEqual(two.outputs, [
      { port: '0', shape: image(8, 8, 3) },
      { port: '1', shape: image(8, 8, 3) },
    ]);
    assert.deepEqual(two.output, image(8, 8, 3));
    assert.deepEqual(shapes(vector(256), { sizes: [64, 192] }), [vector(64), vector(192)]);
    assert.deepEqual(shapes(sequence(9, 6), { parts: 3, axis: 'steps' }), Array(3).fill(sequence(3, 6)));
  });

  it('lets what is unknown flow on', () => {
    assert.deepEqual(shapes(null), [null, null]);
    assert.deepEqual(shapes(vector(null)), [vector(null), vector(null)]);
    assert.equal(shapes(vector(8), { parts: null }), undefined);
  });

  it('says the division that leaves a rest, and which would not', () => {
    const odd = call('split', image(8, 8, 65));
    assert.match(onlyFault(odd).message, /65 channels do not divide into 2 parts: 65\/2 = 32.50/);
    assert.deepEqual(fixTitles(odd)[0], 'Set parts=5 ⟶ 5 of an image of 8×8×13');
  });

  it('adds the sizes up', () => {
    const wrong = call('split', vector(256), { sizes: [64, 128] });
    assert.match(onlyFault(wrong).message, /64 \+ 128 = 192, the axis has 256 features/);
    assert.deepEqual(fixTitles(wrong), ['Set sizes=[64, 192]']);
  });
});

describe('to_sequence and prepend_token', () => {
  it('make 197 steps of the patches of ViT-B/16', () => {
    const steps = output('to_sequence', image(14, 14, 768));
    assert.deepEqual(steps, sequence(196, 768));
    const token = inferCall(call('prepend_token', steps));
    assert.deepEqual(token.output, sequence(197, 768));
    assert.deepEqual(weightsOf(token), ['weight 1×1×768']);
    assert.deepEqual(token.arithmetic, ['1 + 196 = 197 steps']);
  });

  it('say what they take', () => {
    assert.equal(onlyFault(call('to_sequence', vector(8))).code, 'input-not-an-image');
    assert.deepEqual(fixTitles(call('prepend_token', image(4, 4, 8))), ['Insert to_sequence']);
    assert.equal(onlyFault(call('prepend_token', tokens(4))).code, 'input-not-a-sequence');
  });

  it('keep the rank of an unknown input', () => assert.deepEqual(output('prepend_token', null), sequence(null, null)));
});

describe('zeros, identity and gradient_stop', () => {
  it('pass a shape on', () => {
    assert.deepEqual(inferCall({ layer: 'zeros', inputs: [], args: { shape: vector(512) } }).output, vector(512));
    assert.deepEqual(output('identity', image(4, 4, 3)), image(4, 4, 3));
    assert.deepEqual(output('gradient_stop', null), null);
  });
});
