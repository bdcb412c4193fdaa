import assert from 'node:assert/strict';
import { defaults, resolve, type Value } from '../catalog/arguments.ts';
import { flaws } from '../catalog/described.fixture.ts';
import { type Extent, product, type Shape, sameShape } from '../shape.ts';
import { type LayerName, layerFamilies, layerSpec, layers } from './index.ts';
import { anyArguments, anyShapes, random } from './random.fixture.ts';
import { arithmeticOf, type Inferred, type LayerSpec, type Origin } from './spec.ts';

const names = Object.keys(layers) as LayerName[];

/** As many inputs as the layer takes; `many` is tried with two and with three. */
const counts = ({ arity }: LayerSpec): readonly number[] => (arity === 'many' ? [2, 3] : [arity]);

const shapesOf = ({ output, outputs = [] }: Inferred): readonly (Shape | null)[] => [
  output,
  ...outputs.map(({ shape }) => shape),
];

const isExtent = (extent: Extent) => extent === null || (Number.isSafeInteger(extent) && extent >= 1);
const isCount = (value: Extent | undefined) => value == null || (Number.isSafeInteger(value) && value >= 0);

/** What no result of a shape rule may be, in words. */
function nonsense(spec: LayerSpec, inferred: Inferred): string[] {
  const { weights = [], saved = [], macs, window, faults = [], outputs } = inferred;
  const found: string[] = [];
  const say = (fine: boolean, what: string) => {
    if (!fine) found.push(what);
  };
  for (const { code, message, argument, fixes } of faults) {
    say(/^[a-z][a-z0-9-]*$/.test(code), `code ${code}`);
    say(message.length > 0 && !/NaN|undefined|Infinity|\[object /.test(message), `message: ${message}`);
    say(argument === undefined || argument in spec.args, `a fault of ${argument}, which is no argument`);
    for (const fix of fixes) {
      say(fix.kind !== 'set' || fix.argument in spec.args, `a fix of ${JSON.stringify(fix)}`);
      say(!/NaN|undefined|Infinity|\[object /.test(JSON.stringify(fix)), `a fix of ${JSON.stringify(fix)}`);
    }
  }
  const unique = new Set(weights.map(({ name }) => name));
  say(unique.size === weights.length, `two weights of one name: ${weights.map(({ name }) => name)}`);
  if (outputs !== undefined) {
    say(
      outputs.length > 0 && sameShape(outputs[0]?.shape ?? null, inferred.output),
      'output is not the first of outputs',
    );
    say(new Set(outputs.map(({ port }) => port)).size === outputs.length, 'two ports of one name');
  }
  if (faults.some(({ severity }) => severity === 'error')) return found;
  for (const shape of shapesOf(inferred)) {
    if (shape === null) continue;
    say(shape.axes.length === shape.extents.length, `axes ${shape.axes} of extents ${shape.extents}`);
    say(shape.extents.every(isExtent), `extents ${shape.extents}`);
  }
  for (const { name, shape, role, fan } of weights) {
    say(shape.every(isExtent) && isCount(product(shape)), `weight ${name} of ${shape}`);
    say(role !== 'weight' || (fan !== undefined && isCount(fan.in) && isCount(fan.out)), `fan of ${name}`);
  }
  for (const { name, shape } of saved) say(shape.every(isExtent), `saved ${name} of ${shape}`);
  say(isCount(macs), `macs ${macs}`);
  const numbers = window === undefined ? [] : [...window.kernel, ...window.stride];
  say(
    numbers.every((n) => Number.isFinite(n) && n > 0),
    `window ${JSON.stringify(window)}`,
  );
  say((window?.before ?? []).every(Number.isFinite), `window ${JSON.stringify(window)}`);
  return found;
}

/** Now and then a tensor given as an argument is the output of a pool, as `maxunpool` needs it to be. */
function originsOf(draw: () => number, tensors: Readonly<Record<string, Shape | null>>): Record<string, Origin> {
  const args = { ...defaults(layers.maxpool.args), window: [2, 2] };
  const origin = { layer: 'maxpool', args: resolve(args as Record<string, Value>), inputs: anyShapes(draw, 1) };
  return Object.fromEntries(Object.keys(tensors).flatMap((name) => (draw() < 0.7 ? [[name, origin]] : [])));
}

const inWords = (inferred: Inferred) => ({ ...inferred, arithmetic: arithmeticOf(inferred) });

describe('every layer', () => {
  it('is of one family and goes by its own name', () => {
    const all = Object.values(layerFamilies).flatMap((family) => Object.entries(family));
    assert.deepEqual(all.map(([name]) => name).sort(), [...names].sort());
    for (const [name, spec] of all) assert.equal(name, spec.name);
  });

  it('is described, with its arguments, and has defaults of the right type and range', () => {
    const found = names.flatMap((name) => flaws(layerSpec(name)).map((flaw) => `${name}: ${flaw}`));
    assert.deepEqual(found, []);
  });
});

for (const name of names) {
  const spec = layerSpec(name);

  describe(name, () => {
    it('knows nothing and complains of nothing where nothing is known', () => {
      const unknown = Object.fromEntries(Object.keys(spec.args).map((key) => [key, null]));
      const tensors = Object.fromEntries(
        Object.entries(spec.args).flatMap(([key, { kind }]) => (kind === 'tensor' ? [[key, null]] : [])),
      );
      for (const count of counts(spec)) {
        const inputs = Array<null>(count).fill(null);
        for (const args of [unknown, resolve(defaults(spec.args) as Record<string, Value>)]) {
          for (const context of [{}, { tensors }]) {
            const inferred = spec.infer({ inputs, args: args as never, ...context });
            assert.deepEqual(inferred.faults ?? [], []);
            assert.deepEqual(nonsense(spec, inferred), []);
          }
        }
        const { macs } = spec.infer({ inputs, args: unknown as never, tensors });
        assert.ok(macs == null || macs === 0, `macs ${macs}`);
      }
    });

    it('gives whole extents, or says why not, whatever flows in', () => {
      const draw = random(names.indexOf(name) + 1);
      let fitting = 0;
      for (let run = 0; run < 400; run++) {
        for (const count of counts(spec)) {
          const inputs = anyShapes(draw, count);
          const { values, tensors } = anyArguments(draw, spec.args);
          const context = { inputs, args: resolve(values) as never, tensors, origins: originsOf(draw, tensors) };
          const inferred = spec.infer(context);
          const found = nonsense(spec, inferred);
          assert.deepEqual(found, [], found.length === 0 ? '' : `${found.join('; ')} of ${JSON.stringify(context)}`);
          if ((inferred.faults ?? []).every(({ severity }) => severity !== 'error')) fitting++;
          if (run % 20 === 0) assert.deepEqual(inWords(spec.infer(context)), inWords(inferred));
        }
      }
      assert.ok(fitting > 0, 'nothing drawn ever fits');
    });
  });
}
