/**
 * Every network of `examples/zoo` comes to the weights, multiply-adds and shapes of its reference, exactly: torchvision's
 * (`test/zoo/torchvision.json`) or those worked out from the paper (`test/zoo/published.json`).
 */
import assert from 'node:assert/strict';
import type { Graph } from '../model/graph.ts';
import {
  analyzeZoo,
  differences,
  graphOf,
  headerOf,
  networksOf,
  type Reference,
  textOf,
  type ZooNetwork,
  zooBlocks,
  zooFiles,
} from '../scripts/zoo-networks.ts';
import { saidOf } from '../server/language/caret.fixture.ts';
import { type Analysis, parse } from '../server/language/index.ts';
import { byLine } from '../server/language/syntax/by-line.fixture.ts';
import { lex, type Token } from '../server/language/syntax/lexer.ts';
import { randomOf } from '../server/language/syntax/mutate.fixture.ts';

type Shape = readonly (number | null)[];

/** Files that no reference speaks of, with the reason. */
const withoutReference: Readonly<Record<string, string>> = {};

/** Files whose weights have torchvision's names, so that its checkpoints load by name. */
const sameNames = [
  'alexnet',
  'squeezenet1_0',
  'squeezenet1_1',
  'googlenet',
  'inception_v3',
  'resnet18',
  'resnet34',
  'resnet50',
  'wide_resnet50_2',
  'resnext50_32x4d',
  'fcn_resnet50',
  'fasterrcnn_resnet50_fpn',
  'maskrcnn_resnet50_fpn',
];

/** What each is found how often, in a comparable order. */
const tally = (list: Iterable<string>): [string, number][] => {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const squeeze = (shape: Shape) => shape.filter((extent) => extent !== 1);

const learned = ({ layers }: Graph) =>
  layers.flatMap(({ sharedWith, weights }) =>
    sharedWith === undefined ? weights.filter(({ role }) => role !== 'statistic') : [],
  );

/**
 * Multiply-adds of a reference: for all regions and detections of a detector, whose numbers are those of its heads, and
 * for all steps of a sequence.
 */
function totalMacs(reference: Reference, { inputs }: Graph): number | undefined {
  const { macs, macsPerProposal = 0, macsPerDetection = 0, outputs = {} } = reference;
  if (macs !== undefined)
    return macs + macsPerProposal * (outputs.class?.[0] ?? 0) + macsPerDetection * (outputs.mask?.[0] ?? 0);
  const { macsOnce = 0, macsPerStep = 0, recurrentMacsPerStep } = reference;
  const steps = inputs.find(({ axes }) => axes[0] === 'steps')?.shape[0] ?? null;
  if (recurrentMacsPerStep === undefined || steps === null) return undefined;
  return macsOnce + steps * (macsPerStep + recurrentMacsPerStep);
}

/** What a network comes to behind its encoder. */
function countsOf(network: ZooNetwork): { readonly params: number; readonly macs: number } {
  const { params, macs } = graphOf(network);
  const before = network.encoder === null ? { params: 0, macs: 0 } : countsOf(network.encoder);
  return { params: Number(params) - before.params, macs: Number(macs) - before.macs };
}

const outputsOf = ({ layers, outputs }: Graph): string[] =>
  outputs.map((reference) => {
    const [id, port] = reference.split(':');
    const layer = layers.find((candidate) => candidate.id === id);
    const shape = layer?.outputs?.find((candidate) => candidate.port === port)?.shape ?? layer?.output;
    return String(shape);
  });

describe('the zoo', () => {
  for (const file of zooFiles) {
    const networks = networksOf(file);
    const {
      why,
      params: ownParams = 0,
      macs: ownMacs = 0,
      weights: compare,
      layers = compare,
    } = differences[file] ?? {};
    const comparable = (shape: Shape) => String(compare === 'squeezed' ? squeeze(shape) : shape);

    describe(`${file}.nn`, () => {
      it('has one model, and nothing is said of it', () => {
        const { models, diagnostics } = analyzeZoo(file);
        assert.deepEqual(saidOf(textOf(file), diagnostics), []);
        assert.equal(models.length, 1);
      });

      it('says where it comes from and how many parameters it has', () => {
        const header = headerOf(textOf(file));
        assert.ok(header !== null, 'a comment `# Title: what it is. Who, what, year. 61,706 parameters …` is missing');
        assert.equal(header.params, analyzeZoo(file).models[0].graph.params);
      });

      it(
        withoutReference[file] === undefined ? 'has a reference' : `has no reference: ${withoutReference[file]}`,
        () => {
          const missing = networks.some(({ reference }) => reference === null);
          assert.equal(missing, file in withoutReference);
        },
      );

      for (const network of networks) {
        const { args, reference } = network;
        if (reference === null) continue;
        const given = args === '' ? '' : ` with ${args}`;
        const other = why === undefined ? '' : ` (${why})`;
        const graph = lazily(() => graphOf(network));

        it(`comes to what it should${given}${other}`, () => {
          const macs = totalMacs(reference, graph());
          const counts = countsOf(network);
          assert.equal(counts.params, reference.params + ownParams);
          if (macs !== undefined) assert.equal(counts.macs, macs + ownMacs);
          const found = outputsOf(graph());
          assert.ok(found.length > 0);
          if (reference.outputs === undefined) return;
          const expected = Object.values(reference.outputs).map(String);
          for (const shape of found) assert.ok(expected.includes(shape), `an output is ${shape}, none of ${expected}`);
          if (Object.keys(reference.outputs).every((name) => /^(out|aux\d?)$/.test(name)))
            assert.deepEqual(found.toSorted(), expected.toSorted());
        });

        const weights = reference.shapes ?? reference.weights?.map(([, shape]) => [shape, 1] as const);
        if (weights !== undefined && compare !== 'none')
          it(`has the weights that it should${given}`, () => {
            const expected = weights.flatMap(([shape, count]) => Array<string>(count).fill(comparable(shape)));
            assert.deepEqual(tally(learned(graph()).map(({ shape }) => comparable(shape))), tally(expected));
          });

        if (reference.layers !== undefined && layers !== 'none')
          it(`counts each layer as it should${given}`, () => {
            const own = graph().layers.flatMap(({ output, macs }) =>
              macs === 0 || output === null ? [] : [`${comparable(output)} ${macs}`],
            );
            const expected = (reference.layers ?? []).flatMap(([, , output, macs]) =>
              macs === 0 ? [] : [`${comparable(output)} ${macs}`],
            );
            assert.deepEqual(tally(own), tally(expected));
          });

        if (sameNames.includes(file) && reference.weights !== undefined)
          it("names its weights as torchvision's checkpoint does", () => {
            const expected = (reference.weights ?? []).map(([name]) => name);
            assert.deepEqual(
              learned(graph())
                .map(({ name }) => name)
                .toSorted(),
              expected.toSorted(),
            );
          });
      }
    });
  }

  for (const file of zooBlocks)
    it(`${file}.nn: nothing is said of it, and it says where it comes from`, () => {
      assert.deepEqual(saidOf(textOf(file), analyzeZoo(file).diagnostics), []);
      assert.match(textOf(file), /^# .{20}/);
    });
});

const blank = ['space', 'comment', 'newline', 'end'];

function deletions(text: string): { token: Token; line: number; without: string }[] {
  let line = 1;
  return lex(text).flatMap((token) => {
    const at = line;
    if (token.kind === 'newline') line++;
    const without = text.slice(0, token.start) + text.slice(token.end);
    return blank.includes(token.kind) ? [] : [{ token, line: at, without }];
  });
}

/** As many of a list by a seed. */
function sample<T>(list: readonly T[], most: number): readonly T[] {
  const random = randomOf(11);
  return list.length <= most ? list : Array.from({ length: most }, () => list[random(list.length)]);
}

/** Tokens taken out of one file, at most: all of most files. */
const MOST = 250;

describe('deleting any one token of the zoo', () => {
  for (const file of [...zooFiles, ...zooBlocks]) {
    const text = textOf(file);
    const elsewhere = (found: readonly string[], line: number) =>
      found.filter((entry) => !entry.startsWith(`${line} `));

    it(`keeps what stands on other lines of ${file}.nn`, () => {
      const all = byLine(text, parse(text));
      for (const { token, line, without } of sample(deletions(text), MOST)) {
        const found = byLine(without, parse(without));
        assert.deepEqual(elsewhere(found, line), elsewhere(all, line), `without ${token.text} in line ${line}`);
      }
    });
  }

  it('leaves the layers before it in the model as they were (two tokens of each file, by a seed)', () => {
    const random = randomOf(7);
    for (const file of zooFiles) {
      const text = textOf(file);
      const whole = analyzeZoo(file);
      const [{ range }] = whole.models;
      const inModel = deletions(text).filter(({ token }) => token.start > range.start && token.end <= range.end);
      for (let times = 0; times < 2; times++) {
        const { token, line, without } = inModel[random(inModel.length)];
        const lineStart = text.lastIndexOf('\n', token.start);
        const upTo = ({ layers }: Analysis) =>
          layers.flatMap(({ call, instances }) =>
            call.start < range.start || call.end > lineStart
              ? []
              : // Of a loop the first round: the others come behind the token.
                instances.slice(0, 1).map(({ entry: { id, output, params } }) => `${id} ${output} ${params}`),
          );
        const message = `${file}.nn without ${token.text} in line ${line}`;
        assert.deepEqual(upTo(analyzeZoo(file, without)), upTo(whole), message);
      }
    }
  });
});
