import { int, oneOf, tensor } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, isSequence, isVector, product, type Shape, vector } from '../../shape.ts';
import { defineLayer, type Inferred, type WeightSpec } from '../spec.ts';
import { isImageLike } from '../structure/disagreement.ts';

export const attend = defineLayer({
  name: 'attend',
  doc: 'Soft attention: scores every pixel of an image, or every step of a sequence, against a query, and returns the mean of them weighted by the softmax of the scores. Two outputs: `seen, weights = attend(query = h)` are the mean, a vector of as many features as the input has channels, and the weights, which sum to 1. With `keys` those are scored in place of the input: made once before a recurrence, they are not made anew at every step. `macs` counts products with learned matrices alone. Projections have no bias.',
  source: 'Bahdanau, Cho and Bengio, 2015; Luong, Pham and Manning, 2015; Xu et al., 2015',
  example: 'attend(query = h)',
  args: {
    query: tensor('The vector that asks: the state of a recurrence.', { required: true }),
    keys: tensor(
      'What is scored in place of the input, position by position; an additive score then has no W and as many units as the keys have features.',
    ),
    score: oneOf(
      'How a position a is scored against the query h.',
      {
        additive: 'vᵀ tanh(W a + U h) (Bahdanau).',
        dot: 'aᵀ h, without weights; both have as many features.',
        general: 'aᵀ W h (Luong).',
      },
      { default: 'additive' },
    ),
    units: int('Features in which an additive score compares the two.', { min: 1, default: 512 }),
  },
  carries: 'first',
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args, tensors = {} }): Inferred {
    const input = inputs[0] ?? null;
    const query = tensors.query ?? null;
    const { score } = args;
    const keys = tensors.keys ?? null;
    const scored = tensors.keys === undefined ? input : keys;
    const given = tensors.keys !== undefined;
    const wrong = notAttendable(input) ?? notAQuery(query) ?? otherPositions(input, keys);
    const compared = scored?.extents.at(-1) ?? null;
    const units = given ? compared : args.units;
    const channels = input?.extents.at(-1) ?? null;
    const output = wrong === null ? vector(channels) : null;
    const over = input === null || wrong !== null ? null : { axes: input.axes, extents: input.extents.with(-1, 1) };
    const outputs = [
      { port: 'output', shape: output },
      { port: 'weights', shape: over },
    ];
    if (wrong !== null) return { output, outputs, faults: [wrong] };
    const asked = query?.extents[0] ?? null;
    const unequal = score === 'dot' ? unequalDot(compared, asked, given) : null;
    if (unequal !== null) return { output, outputs, faults: [unequal] };
    const positions = input === null ? null : product(input.extents.slice(0, -1));
    return {
      output,
      outputs,
      weights:
        score === 'additive'
          ? additive(given ? undefined : channels, asked, units)
          : score === 'general'
            ? general(compared, asked)
            : [],
      saved: score === 'additive' ? [{ name: 'compared', shape: [positions, units], perSample: true }] : [],
      macs: score === null ? null : macs(score, positions, compared, asked, units, given),
      global: true,
      arithmetic: [`a softmax over ${positions ?? '?'} positions`],
    };
  },
});

const matrix = (name: string, rows: Extent, columns: Extent): WeightSpec => ({
  name,
  shape: [rows, columns],
  role: 'weight',
  fan: { in: columns, out: rows },
});

const additive = (memory: Extent | undefined, query: Extent, units: Extent) => [
  ...(memory === undefined ? [] : [matrix('memory.weight', units, memory)]),
  matrix('query.weight', units, query),
  matrix('score.weight', 1, units),
];

const general = (channels: Extent, query: Extent) => [matrix('weight', channels, query)];

/** W a (unless keys are given) and v at every position, U h once; aᵀ (W h) once. */
function macs(
  score: string,
  positions: Extent,
  compared: Extent,
  query: Extent,
  units: Extent,
  keysGiven: boolean,
): Extent {
  if (score === 'dot') return 0;
  if (score === 'general') return product([compared, query]);
  const each = product([positions, units]);
  const once = product([units, query]);
  if (each === null || once === null || compared === null) return null;
  return each * (keysGiven ? 1 : compared + 1) + once;
}

function notAttendable(input: Shape | null): Fault | null {
  if (input === null || (isImageLike(input) && input.axes.length === 3) || isSequence(input)) return null;
  const message = `attend looks over height × width × channels or steps × features; it is given ${describeShape(input)}.`;
  return { code: 'nothing-to-attend', severity: 'error', message, fixes: [] };
}

function notAQuery(query: Shape | null): Fault | null {
  if (query === null || isVector(query)) return null;
  const message = `attend: the query is a vector; it is given ${describeShape(query)}.`;
  return { code: 'query-not-a-vector', severity: 'error', argument: 'query', message, fixes: [] };
}

const placesOf = ({ extents }: Shape) => extents.slice(0, -1);
const axesOf = ({ axes }: Shape) => axes.slice(0, -1).join();

/** Keys stand for the positions of the input: as many along every axis. */
function otherPositions(input: Shape | null, keys: Shape | null): Fault | null {
  if (input === null || keys === null) return null;
  const scored = placesOf(keys);
  const equal =
    axesOf(keys) === axesOf(input) &&
    placesOf(input).every((extent, i) => extent === null || scored[i] === null || extent === scored[i]);
  if (equal) return null;
  const message = `attend: the keys stand for the positions of the input; it is ${describeShape(input)}, the keys are ${describeShape(keys)}.`;
  return { code: 'keys-do-not-fit', severity: 'error', argument: 'keys', message, fixes: [] };
}

function unequalDot(channels: Extent, query: Extent, keysGiven: boolean): Fault | null {
  if (channels === null || query === null || channels === query) return null;
  const side = keysGiven ? 'the keys have' : 'the input has';
  const message = `attend: a dot product needs as many features on both sides; ${side} ${channels}, the query ${query}. score=general and score=additive take any.`;
  const fixes = ['general', 'additive'].map((value) => ({
    kind: 'set' as const,
    title: `Set score=${value} ⟶ ${channels} features`,
    argument: 'score',
    value,
  }));
  return { code: 'query-does-not-fit', severity: 'error', argument: 'score', message, fixes };
}
