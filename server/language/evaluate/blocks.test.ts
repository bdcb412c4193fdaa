import assert from 'node:assert/strict';
import { analyzeFiles, flowOf, graphOf, saysOf } from '../graph.fixture.ts';

const model = (body: string, before = '') => `${before}\nmodel M {\n  input(x, 8x8x4)\n${body}\n}`;
const ids = (body: string, before = '') => graphOf(model(body, before)).layers.map(({ id }) => id);

const UNIT = 'block Unit(n, k=3) {\n  conv1 = conv(n, k, pad=k//2)\n  relu\n}';

describe('ids', () => {
  it('are the path of names; a block alone in a round takes the round', () => {
    assert.deepEqual(ids('stage = repeat(2) { Unit(4) }', UNIT), [
      'stage.0.conv1',
      'stage.0.relu1',
      'stage.1.conv1',
      'stage.1.relu1',
    ]);
  });

  it('are the same where a tensor is named before the block: in a round, in a head', () => {
    assert.deepEqual(ids('y = relu\ncollect(p in [x, y]) { p -> Unit(4) }\nhead out { y -> Unit(4) }', UNIT), [
      'y',
      'collect1.0.conv1',
      'collect1.0.relu1',
      'collect1.1.conv1',
      'collect1.1.relu1',
      'out.conv1',
      'out.relu1',
    ]);
    assert.deepEqual(ids('head out { x -> relu -> Unit(4) }', UNIT), [
      'out.relu1',
      'out.Unit1.conv1',
      'out.Unit1.relu1',
    ]);
  });

  it('of what has no name are its kind and ordinal within the named scope', () => {
    assert.deepEqual(ids('Unit(4)\na = Unit(4)\nUnit(4)\nrelu', UNIT), [
      'Unit1.conv1',
      'Unit1.relu1',
      'a.conv1',
      'a.relu1',
      'Unit2.conv1',
      'Unit2.relu1',
      'relu1',
    ]);
  });

  it('pass through a block that holds only a loop or another block', () => {
    const before = `${UNIT}\nblock Stage(n) { repeat(n) { Unit(4) } }\nblock Same(n) { Unit(n, k=3) }`;
    assert.deepEqual(ids('a = Stage(1)\nb = Same(4)\nrepeat(1) { Stage(1) }', before), [
      'a.0.conv1',
      'a.0.relu1',
      'b.conv1',
      'b.relu1',
      'repeat1.0.0.conv1',
      'repeat1.0.0.relu1',
    ]);
  });

  it('keep a kind that ends in a digit apart from the ordinal', () => {
    assert.deepEqual(ids('relu6\nrelu\nrelu6'), ['relu6_1', 'relu1', 'relu6_2']);
  });

  it('are overridden by name=, and given once', () => {
    assert.deepEqual(ids('relu(name="features.0")\nrelu'), ['features.0', 'relu2']);
    assert.deepEqual(saysOf(model('relu(name="a")\nrelu(name="a")')), [
      'name-given-twice: There is a layer a already; an id is given once.',
    ]);
  });

  it('tell the calls that led to a layer', () => {
    const { layers } = graphOf(model('Unit(4)', UNIT));
    assert.deepEqual(layers[0]?.source, {
      file: 'main.nn',
      line: 2,
      column: 11,
      calls: [{ file: 'main.nn', line: 7, column: 1 }],
    });
  });
});

describe('a block', () => {
  it('sees the shape where it is called', () => {
    const text = 'block Half {\n  let n = here.channels // 2\n  conv(n, 1x1)\n}';
    assert.deepEqual(flowOf(graphOf(model('Half\nHalf', text))).at(-1), 'Half2.conv1 ← Half1.conv1 ⟶ 8×8×1');
  });

  it('gives what return says', () => {
    const text = 'block Two {\n  a = conv(2, 1x1)\n  b = conv(3, 1x1)\n  return a, b\n}';
    assert.deepEqual(flowOf(graphOf(model('p, q = Two\n[q, p] -> concat', text))).at(-1), 'concat1 ← p.b, p.a ⟶ 8×8×5');
  });

  it('lets names inside a named call be reached', () => {
    const text = 'block Body {\n  low = conv(2, 1x1)\n  high = conv(3, 1x1)\n}';
    assert.deepEqual(flowOf(graphOf(model('body = Body\nbody.low -> relu', text))).at(-1), 'relu1 ← body.low ⟶ 8×8×2');
    const several = 'block Ends {\n  low = conv(2, 1x1)\n  high = conv(3, 1x1)\n  return high, low\n}';
    assert.deepEqual(
      flowOf(graphOf(model('ends = Ends\nends.low -> relu', several))).at(-1),
      'relu1 ← ends.low ⟶ 8×8×2',
    );
    assert.deepEqual(
      flowOf(graphOf(model('stage = repeat(2) { Unit(3) }\nstage.0.conv1 -> sigmoid', UNIT))).at(-1),
      'sigmoid1 ← stage.0.conv1 ⟶ 8×8×3',
    );
    assert.deepEqual(saysOf(model('body = Body\nbody.lov -> relu', text)), [
      'unknown-property: There is no lov in it; there is low, high.',
    ]);
  });

  it('calls itself under an if, and is stopped where it never ends', () => {
    const fractal =
      'block F(c) {\n  if c == 1 { conv(4, 1x1) } else { mean { conv(4, 1x1); { F(c - 1); F(c - 1) } } }\n}';
    assert.equal(graphOf(model('F(4)', fractal)).layers.filter(({ layer }) => layer === 'conv').length, 2 ** 4 - 1);
    assert.deepEqual(saysOf(model('F', 'block F { F }')), [
      'recursion-too-deep: F is called 64 blocks deep; a block that calls itself must end by an `if`.',
    ]);
  });

  it('stops a model that grows beyond all bounds', () => {
    const bomb = 'block B(n) { if n == 0 { relu } else { B(n - 1); B(n - 1) } }';
    assert.deepEqual(
      saysOf(model('B(30)', bomb)).map((said) => said.split(':')[0]),
      ['model-too-large'],
    );
  });

  it('that nothing calls is checked with nothing known', () => {
    assert.deepEqual(saysOf('block B(n) {\n  conv(n, 3x3)\n  conv(4, 0x0)\n  nope\n}'), [
      'out-of-range: conv: kernel is 0; it must be at least 1.',
      'unknown-layer: There is no layer or block called nope.',
    ]);
  });

  it('that nothing calls may be given any number of tensors', () => {
    const pyramid = 'block P {\n  a, b = skip\n  all = skip\n  collect(p in all) { p -> relu } -> add\n  concat\n}';
    assert.deepEqual(saysOf(`${pyramid}\nblock Q { bilinear(4) }`), []);
    assert.deepEqual(saysOf('block P { a, b = relu }'), ['too-many-names: This gives one output, not 2.']);
  });

  it('shows every instantiation with what flows in and out', () => {
    const { blocks } = analyzeFiles(model('repeat(i in 1..3) { Unit(8 * i) }', UNIT));
    assert.deepEqual(
      blocks[0]?.instantiations.map(({ title, params }) => [title, params]),
      [
        ['4→8 at 8×8', 8 * 9 * 4 + 8],
        ['8→16 at 8×8', 16 * 9 * 8 + 16],
      ],
    );
  });
});

describe('shared weights', () => {
  const TOWER = 'block Tower {\n  conv1 = conv(8, 3x3)\n  relu\n}';
  const siamese = (right = '8x8x3') =>
    `${TOWER}\nmodel M {\n  input(left, 8x8x3); input(right, ${right})\n  share tower = Tower\n  a = left -> tower\n  b = right -> tower\n  [a, b] -> add\n}`;

  it('are counted once, and named as those of the first use', () => {
    const graph = graphOf(siamese());
    assert.equal(graph.params, 8 * 27 + 8);
    assert.deepEqual(
      graph.layers.map(({ id, sharedWith, weights }) => [id, sharedWith, weights[0]?.name]),
      [
        ['tower.conv1', undefined, 'tower.conv1.weight'],
        ['tower.relu1', undefined, undefined],
        ['tower@2.conv1', 'tower.conv1', 'tower.conv1.weight'],
        ['tower@2.relu1', 'tower.relu1', undefined],
        ['add1', undefined, undefined],
      ],
    );
  });

  it('of a layer are shared too', () => {
    const text =
      'model M {\n  input(a, 4); input(b, 4)\n  share d = dense(3)\n  p = a -> d\n  q = b -> d\n  [p, q] -> add\n}';
    assert.equal(graphOf(text).params, 15);
    assert.deepEqual(flowOf(graphOf(text)), ['d ← a ⟶ 3', 'd@2 ← b ⟶ 3', 'add1 ← d, d@2 ⟶ 3']);
  });

  it('declared within a shared block are those of its first use', () => {
    const nested = 'block S {\n  share c = conv(4, 1x1)\n  c; relu; c\n}';
    const graph = graphOf(model('share s = S\ns; s', nested));
    assert.equal(graph.params, 4 * 4 + 4);
    assert.deepEqual(
      graph.layers.filter(({ layer }) => layer === 'conv').map(({ id, sharedWith }) => [id, sharedWith]),
      [
        ['s.c', undefined],
        ['s.c@2', 's.c'],
        ['s@2.c', 's.c'],
        ['s@2.c@2', 's.c'],
      ],
    );
  });

  it('take their arguments where they are declared', () => {
    assert.deepEqual(saysOf(model('share s = Unit(2)\ns(3)', UNIT)), [
      'too-many-arguments: s has its arguments where it is declared: share s = Unit(…).',
    ]);
  });

  it('say when an input would need others', () => {
    assert.ok(saysOf(siamese('8x8x1')).some((said) => said.startsWith('shared-weights-differ: tower.conv1.weight')));
  });
});

describe('a model called like a block', () => {
  const base =
    'model Base(classes = 10) {\n  input(image, 8x8x4)\n  features = conv(6, 3x3)\n  if classes > 0 { flatten; dense(classes) }\n}';

  it('takes what flows in as its input', () => {
    const text = `${base}\nmodel M {\n  input(x, 8x8x4)\n  base = Base(classes = 0)\n  base.features -> relu\n}`;
    assert.deepEqual(flowOf(graphOf(text)), ['base.features ← x ⟶ 6×6×6', 'relu1 ← base.features ⟶ 6×6×6']);
  });

  it('takes as many tensors as it has inputs', () => {
    const two = (body: string) =>
      `model Two { input(l, 4); input(r, 4)\n[l, r] -> add }\nmodel M {\n  input(x, 4)\n  ${body}\n}`;
    assert.deepEqual(saysOf(two('Two(l = x, r = x)')), [
      'wrong-number-of-inputs: Two takes 2 tensors, l, r; 3 flow in here.',
    ]);
    assert.deepEqual(saysOf(two('[x, x] -> Two')), []);
    assert.deepEqual(saysOf(two('x -> Two(r = x)')), []);
    assert.deepEqual(saysOf(two('Two')), ['wrong-number-of-inputs: Two takes 2 tensors, l, r; 1 flows in here.']);
    assert.deepEqual(
      saysOf(two('x -> Two(z = x)'))[0],
      'unknown-argument: Two has no input and no parameter z; its inputs are l, r.',
    );
  });

  it('says when what flows in has other axes', () => {
    const text = `${base}\nmodel M {\n  input(x, 8)\n  Base\n}`;
    assert.ok(
      saysOf(text).some((said) =>
        said.startsWith('input-differs: image is an image of 8×8×4; what flows in is 8 features.'),
      ),
    );
  });
});

describe('faults in blocks', () => {
  const said = (text: string) =>
    analyzeFiles(text).diagnostics.map(({ code, start, related }) => [
      code,
      text.slice(0, start).split('\n').length,
      related.length,
    ]);
  const down = 'block Down {\n  conv(4, 3x3, stride=2)\n}\n';

  it('that every instantiation has are reported in the block', () => {
    assert.deepEqual(said(`${down}model A { input(x, 8x8x3); Down }\nmodel B { input(x, 10x10x3); Down }`), [
      ['window-does-not-fit', 2, 0],
    ]);
  });

  it('that some have are reported at those calls, pointing inside', () => {
    assert.deepEqual(said(`${down}model A { input(x, 9x9x3)\n  Down\n  pad(0)\n  conv(3, 1x1, pad=2)\n  Down\n}`), [
      ['window-does-not-fit', 8, 1],
    ]);
  });
});

describe('imports', () => {
  const files = {
    'blocks/unit.nn': `${UNIT}\nfn twice(v) = 2 * v\nblock Broken {\n  conv(4, 99x99)\n}`,
    'blocks/chain.nn': 'import { Unit } from "./unit.nn"\nblock Chain { Unit(2); Unit(3) }',
    'a.nn': 'import { B } from "./b.nn"\nblock A { B }',
    'b.nn': 'import { A } from "./a.nn"\nblock B { A }',
  };

  it('bring blocks and functions, which see the names of their own file', () => {
    const text = 'import { Unit as U, twice } from "./blocks/unit.nn"\nimport { Chain } from "blocks/chain.nn"';
    assert.deepEqual(ids2(text, 'U(twice(4))\nChain'), [
      'U1.conv1',
      'U1.relu1',
      'Chain1.Unit1.conv1',
      'Chain1.Unit1.relu1',
      'Chain1.Unit2.conv1',
      'Chain1.Unit2.relu1',
    ]);
  });

  const ids2 = (imports: string, body: string) => graphOf(model(body, imports), files).layers.map(({ id }) => id);

  it('are said not to be found, by file and by name', () => {
    assert.deepEqual(saysOf(model('relu', 'import { X } from "./nope.nn"'), files), [
      'import-not-found: ./nope.nn: There is no such file.',
    ]);
    assert.ok(
      saysOf(model('relu', 'import { Unti } from "./blocks/unit.nn"'), files)[0]?.startsWith(
        'import-not-found: ./blocks/unit.nn has no Unti; it has Unit, Broken, twice.',
      ),
    );
  });

  it('that lead in a circle are said to', () => {
    assert.ok(
      saysOf(model('relu', 'import { A } from "./a.nn"'), files).some((found) =>
        found.startsWith('import-cycle: These files import each other: a.nn → b.nn → a.nn.'),
      ),
    );
  });

  it('report a fault inside at the call, with the place in the other file', () => {
    const { diagnostics } = analyzeFiles(model('Broken', 'import { Broken } from "./blocks/unit.nn"'), files);
    assert.deepEqual(
      diagnostics.map(({ code, related }) => [code, related[0]?.file]),
      [['kernel-too-large', 'blocks/unit.nn']],
    );
  });
});
