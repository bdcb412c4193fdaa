import assert from 'node:assert/strict';
import { image, items, type Shape, sequence, tokens, vector, withLeading } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, paramsOf, weightsOf } from '../infer.fixture.ts';

const call = (layer: string, input: Shape | null, args = {}, tensors: Record<string, Shape | null> = {}) => ({
  layer,
  inputs: [input],
  args: { units: 256, ...args },
  tensors,
});
const ports = (inferred: ReturnType<typeof inferCall>) =>
  Object.fromEntries((inferred.outputs ?? []).map(({ port, shape }) => [port, shape]));

describe('rnn, lstm and gru', () => {
  it("count as PyTorch's: RNN(256, 256) 131,584, LSTM 526,336, GRU 394,752", () => {
    const counts = ['rnn', 'lstm', 'gru'].map((layer) => paramsOf(inferCall(call(layer, sequence(64, 256)))));
    assert.deepEqual(counts, [131_584, 526_336, 394_752]);
  });

  it('multiply at every step, also where only the last comes out', () => {
    for (const kept of ['all', 'last'])
      assert.equal(inferCall(call('lstm', sequence(64, 128), { return: kept })).macs, 64 * 4 * 256 * (128 + 256));
    assert.equal(inferCall(call('gru', sequence(64, 128))).macs, 64 * 3 * 256 * (128 + 256));
  });

  it('have the state behind the output, an lstm also the cell', () => {
    const lstm = inferCall(call('lstm', sequence(64, 128)));
    assert.deepEqual(lstm.output, sequence(64, 256));
    assert.deepEqual(ports(lstm), { output: sequence(64, 256), h: vector(256), c: vector(256) });
    assert.deepEqual(Object.keys(ports(inferCall(call('gru', sequence(64, 128))))), ['output', 'h']);
    assert.deepEqual(inferCall(call('rnn', sequence(64, 128), { return: 'last' })).output, vector(256));
  });

  it('stack and run both ways with the names of PyTorch: LSTM(10, 20, 2, bidirectional) has 15,040', () => {
    const both = inferCall(call('lstm', sequence(9, 10), { units: 20, layers: 2, bidirectional: true }));
    assert.equal(paramsOf(both), 15_040);
    assert.deepEqual(weightsOf(both).slice(0, 5), [
      'weight_ih_l0 80×10',
      'weight_hh_l0 80×20',
      'bias_ih_l0 80',
      'bias_hh_l0 80',
      'weight_ih_l0_reverse 80×10',
    ]);
    assert.ok(weightsOf(both).includes('weight_ih_l1_reverse 80×40'));
    assert.deepEqual(ports(both), { output: sequence(9, 40), h: items(4, 20), c: items(4, 20) });
    assert.deepEqual(
      inferCall(call('lstm', sequence(9, 10), { units: 20, bidirectional: true, return: 'last' })).output,
      vector(40),
    );
  });

  it('leave biases out where asked to', () =>
    assert.deepEqual(weightsOf(inferCall(call('rnn', sequence(9, 10), { units: 20, bias: false }))), [
      'weight_ih_l0 20×10',
      'weight_hh_l0 20×20',
    ]));

  it('keep what a backward pass reads', () => {
    const saved = (args = {}) => inferCall(call('lstm', sequence(64, 128), args)).saved;
    assert.deepEqual(saved(), [
      { name: 'gates_l0', shape: [64, 1024], perSample: true },
      { name: 'cells_l0', shape: [64, 256], perSample: true },
    ]);
    assert.deepEqual(saved({ return: 'last' })?.[2], { name: 'hidden_l0', shape: [64, 256], perSample: true });
    assert.deepEqual(
      saved({ layers: 2, bidirectional: true })?.map(({ name, shape }) => `${name} ${shape.join('×')}`),
      ['_l0', '_l0_reverse', '_l1', '_l1_reverse']
        .flatMap((suffix) => [`gates${suffix} 64×1024`, `cells${suffix} 64×256`])
        .concat('hidden_l0 64×512'),
    );
    assert.deepEqual(inferCall(call('rnn', sequence(64, 128))).saved, []);
  });

  it('run over the steps of every item', () => {
    const inferred = inferCall(
      call('gru', withLeading({ axes: ['items'], extents: [5] }, sequence(9, 128)), { return: 'last' }),
    );
    assert.deepEqual(inferred.output, items(5, 256));
    assert.equal(inferred.macs, 5 * 9 * 3 * 256 * (128 + 256));
  });

  it('let what is unknown flow on', () => {
    const lstm = inferCall(call('lstm', null, { units: null }, { h0: null }));
    assert.deepEqual(lstm.output, sequence(null, null));
    assert.deepEqual(lstm.faults ?? [], []);
    assert.equal(inferCall(call('lstm', sequence(null, 256))).macs, null);
    assert.equal(paramsOf(inferCall(call('lstm', sequence(null, 256)))), 526_336);
    assert.equal(inferCall(call('lstm', sequence(9, 256), { bidirectional: null })).output?.extents[1], null);
  });

  it('say how a sequence is made of what they are given', () => {
    assert.match(onlyFault(call('lstm', tokens(64))).message, /Put embed\(vocab, dim\) before it/);
    assert.deepEqual(fixTitles(call('lstm', image(14, 14, 512))), ['Insert to_sequence']);
    assert.deepEqual(fixTitles(call('gru', withLeading(tokens(16), image(2, 2, 3)))), ['Insert flatten']);
    assert.deepEqual(fixTitles(call('rnn', vector(512))), []);
  });

  it('take a first state of their own shape', () => {
    assert.deepEqual(inferCall(call('lstm', sequence(9, 64), {}, { h0: vector(256) })).faults, []);
    const wrong = call('lstm', sequence(9, 64), {}, { h0: vector(512) });
    assert.equal(onlyFault(wrong).message, 'lstm: h0 is 512 features; the state is 256 features.');
    assert.equal(onlyFault(wrong).argument, 'h0');
    assert.deepEqual(fixTitles(wrong), ['Set units=512 ⟶ a state of 512 features']);
    assert.equal(onlyFault(call('lstm', sequence(9, 64), {}, { h0: vector(256), c0: vector(8) })).argument, 'c0');
    const stacked = (h0: Shape) => call('gru', sequence(9, 64), { layers: 2 }, { h0 });
    assert.deepEqual(inferCall(stacked(items(2, 256))).faults, []);
    assert.match(onlyFault(stacked(vector(256))).message, /the state is 2 items × 256 features/);
  });

  it('say that dropout needs two layers', () => {
    const idle = call('lstm', sequence(9, 64), { dropout: 0.5 });
    assert.equal(onlyFault(idle).severity, 'warning');
    assert.deepEqual(fixTitles(idle), ['Set dropout=0', 'Set layers=2']);
    assert.deepEqual(inferCall(call('lstm', sequence(9, 64), { dropout: 0.5, layers: 2 })).faults, []);
  });
});

describe('cells', () => {
  it("have PyTorch's weights: LSTMCell(768, 512) has 2,625,536 parameters", () => {
    const cell = inferCall(call('lstm_cell', vector(768), { units: 512 }, { h: vector(512), c: vector(512) }));
    assert.equal(paramsOf(cell), 2_625_536);
    assert.equal(cell.macs, 2048 * (768 + 512));
    assert.deepEqual(weightsOf(cell), ['weight_ih 2048×768', 'weight_hh 2048×512', 'bias_ih 2048', 'bias_hh 2048']);
    assert.deepEqual(ports(cell), { h: vector(512), c: vector(512) });
    assert.equal(
      paramsOf(inferCall(call('gru_cell', vector(8), { units: 4 }, { h: vector(4) }))),
      12 * 8 + 12 * 4 + 24,
    );
    assert.equal(paramsOf(inferCall(call('rnn_cell', vector(8), { units: 4 }, { h: vector(4) }))), 4 * 8 + 4 * 4 + 8);
  });

  it('take a state of their size, each named where it is not', () => {
    const wrong = call('gru_cell', vector(8), { units: 4 }, { h: vector(5) });
    assert.deepEqual(fixTitles(wrong), ['Set units=5 ⟶ a state of 5 features']);
    assert.equal(onlyFault(call('lstm_cell', vector(8), { units: 4 }, { h: vector(4), c: vector(5) })).argument, 'c');
    assert.deepEqual(inferCall(call('gru_cell', null, { units: 4 }, { h: vector(5) })).faults, []);
  });

  it('are offered flatten on an image', () =>
    assert.deepEqual(fixTitles(call('gru_cell', image(2, 2, 3), { units: 4 }, { h: vector(4) })), [
      'Insert flatten ⟶ 12 features',
    ]));
});

describe('recur', () => {
  it('puts the steps before what the body gives', () => {
    const inputs = [sequence(20, 256), vector(9000)];
    assert.deepEqual(inferCall({ layer: 'recur', inputs }).output, sequence(20, 9000));
    assert.deepEqual(inferCall({ layer: 'recur', inputs: [tokens(null), vector(9000)] }).output, sequence(null, 9000));
    assert.equal(inferCall({ layer: 'recur', inputs: [sequence(20, 256), null] }).output, null);
  });
});
