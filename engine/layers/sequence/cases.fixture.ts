import { items, type Shape, sequence, vector } from '../../../model/shape.ts';
import { type Draw, type Drawn, type Given, type LayerDraw, steps } from '../layer-draw.fixture.ts';

const VOCAB = 5;

/** Steps of tokens, or a lone one as inside a recurrence. */
const text = (draw: Draw): Shape =>
  draw(0, 3) === 0 ? { axes: [], extents: [] } : { axes: ['steps'], extents: [draw(1, 6)] };

/** Whole numbers below the vocabulary in place of normal ones. */
const tokens = {
  flat: ['x'],
  adjust: (name: string, values: Float64Array) =>
    name === 'x' ? values.map((value) => Math.floor(Math.abs(value) * 100) % VOCAB) : null,
};

/** A recurrent layer over steps or items of steps, with first states now and then. */
function recurrent(draw: Draw, states: readonly string[], more: Given = {}): Drawn {
  const [units, layers, bidirectional] = [draw(1, 3), draw(1, 2), draw(0, 1) === 1];
  const leading: Shape = draw(0, 3) === 0 ? { axes: ['items'], extents: [2] } : { axes: [], extents: [] };
  const behind = ({ axes, extents }: Shape): Shape => ({
    axes: [...leading.axes, ...axes],
    extents: [...leading.extents, ...extents],
  });
  const count = layers * (bidirectional ? 2 : 1);
  const state = behind(count === 1 ? vector(units) : items(count, units));
  const given = states.filter(() => draw(0, 1) === 1);
  return {
    input: behind(sequence(draw(1, 5), draw(1, 4))),
    tensors: Object.fromEntries(given.map((name) => [name, state])),
    args: {
      ...{ units, layers, bidirectional },
      return: draw(0, 2) === 0 ? 'last' : 'all',
      dropout: layers > 1 && draw(0, 1) === 0 ? 0.5 : 0,
      bias: draw(0, 3) > 0,
      ...more,
    },
  };
}

/** One step of it, of a vector or of several. */
function cell(draw: Draw, states: readonly string[], more: Given = {}): Drawn {
  const [units, features, several] = [draw(1, 3), draw(1, 4), draw(0, 2) === 0];
  const of = (extent: number) => (several ? items(3, extent) : vector(extent));
  return {
    input: of(features),
    tensors: Object.fromEntries(states.map((name) => [name, of(units)])),
    args: { units, bias: draw(0, 3) > 0, ...more },
  };
}

export const sequenceCases = {
  rnn: { draw: (draw) => recurrent(draw, ['h0'], { activation: draw(0, 3) === 0 ? 'relu' : 'tanh' }) },
  lstm: { draw: (draw) => recurrent(draw, ['h0', 'c0']) },
  gru: { draw: (draw) => recurrent(draw, ['h0']) },
  rnn_cell: { draw: (draw) => cell(draw, ['h'], { activation: draw(0, 3) === 0 ? 'relu' : 'tanh' }) },
  lstm_cell: { draw: (draw) => cell(draw, ['h', 'c']) },
  gru_cell: { draw: (draw) => cell(draw, ['h']) },
  embed: { draw: (draw) => ({ input: text(draw), args: { vocab: VOCAB, dim: draw(1, 4) } }), ...tokens },
  one_hot: { draw: (draw) => ({ input: text(draw), args: { vocab: VOCAB + draw(0, 2) } }), ...tokens },
  positional: {
    draw: (draw) => ({ input: steps(draw), args: { kind: draw(0, 1) === 0 ? 'learned' : 'sinusoidal' } }),
    corners: [{ input: { axes: ['items', 'steps', 'features'], extents: [2, 3, 2] }, args: { kind: 'learned' } }],
  },
} as const satisfies Record<string, LayerDraw>;
