import assert from 'node:assert/strict';
import { GraphBuilder } from '../../build.ts';
import { defaults, type Value } from '../../catalog/arguments.ts';
import { image, items, type Shape, sequence, tokens, vector } from '../../shape.ts';
import { type LayerName, layerSpec } from '../index.ts';
import { fixTitles, inferCall, onlyFault, paramsOf, weightsOf } from '../infer.fixture.ts';

const attention = (input: Shape | null, args = {}, tensors: Record<string, Shape | null> = {}) => ({
  layer: 'attention',
  inputs: [input],
  args: { heads: 12, ...args },
  tensors,
});

describe('embed', () => {
  const embed = (input: Shape | null) => ({ layer: 'embed', inputs: [input], args: { vocab: 5000, dim: 256 } });

  it('makes steps of features of tokens, a vector of one token', () => {
    const table = inferCall(embed(tokens(20)));
    assert.deepEqual(table.output, sequence(20, 256));
    assert.deepEqual(weightsOf(table), ['weight 5000×256']);
    assert.equal(table.macs, undefined);
    assert.deepEqual(inferCall(embed({ axes: [], extents: [] })).output, vector(256));
    assert.deepEqual(inferCall(embed(null)).output, sequence(null, 256));
  });

  it('takes nothing else', () => {
    assert.match(onlyFault(embed(sequence(20, 8))).message, /given 20 steps × 8 features\. These are numbers already/);
    assert.equal(onlyFault(embed(image(8, 8, 3))).code, 'input-not-tokens');
  });
});

describe('positional', () => {
  it('learns 197×768 numbers in ViT-B/16, or none', () => {
    const learned = inferCall({ layer: 'positional', inputs: [sequence(197, 768)] });
    assert.deepEqual(weightsOf(learned), ['weight 197×768']);
    const fixed = inferCall({ layer: 'positional', inputs: [sequence(197, 768)], args: { kind: 'sinusoidal' } });
    assert.equal(paramsOf(fixed), 0);
    assert.deepEqual(fixed.output, sequence(197, 768));
  });

  it('is offered to_sequence on an image', () =>
    assert.deepEqual(fixTitles({ layer: 'positional', inputs: [image(14, 14, 768)] }), ['Insert to_sequence']));
});

describe('attention', () => {
  it("has PyTorch's weights: MultiheadAttention(768, 12) has 2,362,368 parameters", () => {
    const self = inferCall(attention(sequence(197, 768)));
    assert.deepEqual(self.output, sequence(197, 768));
    assert.equal(paramsOf(self), 2_362_368);
    assert.deepEqual(weightsOf(self), [
      'in_proj_weight 2304×768',
      'in_proj_bias 2304',
      'out_proj.weight 768×768',
      'out_proj.bias 768',
    ]);
    assert.equal(self.macs, 197 * 4 * 768 * 768);
    assert.deepEqual(self.arithmetic, ['768/12 = 64 features a head']);
    assert.deepEqual(self.saved?.find(({ name }) => name === 'weights')?.shape, [12, 197, 197]);
  });

  it('counts an encoder layer of ViT-B: 7,087,872 parameters', () => {
    const builder = new GraphBuilder('Encoder');
    builder.input('x', sequence(197, 768));
    const put = (id: string, layer: LayerName, inputs: readonly string[], args: Record<string, Value> = {}) =>
      builder.add({
        id,
        layer,
        inputs,
        args: { ...defaults(layerSpec(layer).args), ...args } as Record<string, Value>,
      });
    put('ln_1', 'layernorm', ['x'], { eps: 1e-6 });
    put('self_attention', 'attention', ['ln_1'], { heads: 12 });
    put('add1', 'add', ['self_attention', 'x']);
    put('ln_2', 'layernorm', ['add1'], { eps: 1e-6 });
    put('mlp.0', 'dense', ['ln_2'], { units: 3072 });
    put('gelu', 'gelu', ['mlp.0']);
    put('mlp.3', 'dense', ['gelu'], { units: 768 });
    const last = put('add2', 'add', ['mlp.3', 'add1']);
    assert.deepEqual(last.output, sequence(197, 768));
    const graph = builder.finish();
    assert.equal(graph.params, 7_087_872);
    assert.equal(graph.macs, 197 * (4 * 768 * 768 + 2 * 768 * 3072));
    assert.ok((graph.trainingBytes ?? 0) > 0);
  });

  it('attends to another sequence, of other features with matrices of their own', () => {
    const same = inferCall(attention(sequence(20, 768), {}, { memory: sequence(50, 768) }));
    assert.deepEqual(weightsOf(same)[0], 'in_proj_weight 2304×768');
    assert.equal(same.macs, (2 * 20 + 2 * 50) * 768 * 768);
    const other = inferCall(attention(sequence(20, 768), {}, { memory: sequence(50, 512) }));
    assert.deepEqual(weightsOf(other).slice(0, 4), [
      'q_proj_weight 768×768',
      'k_proj_weight 768×512',
      'v_proj_weight 768×512',
      'in_proj_bias 2304',
    ]);
    assert.equal(other.macs, 2 * 20 * 768 * 768 + 2 * 50 * 512 * 768);
  });

  it('takes a width of its own, and items', () => {
    const narrow = inferCall(attention(items(100, 256), { heads: 4, dim: 64, bias: false }));
    assert.deepEqual(weightsOf(narrow), ['in_proj_weight 192×256', 'out_proj.weight 256×64']);
    assert.deepEqual(narrow.output, items(100, 256));
  });

  it('divides the features among the heads', () => {
    const odd = attention(sequence(197, 768), { heads: 10 });
    assert.match(
      onlyFault(odd).message,
      /^attention: 768 features do not divide among 10 heads: 768\/10 = 76\.80\. Heads that divide 768 are 4, 6, 8, 12\.$/,
    );
    assert.equal(fixTitles(odd)[3], 'Set heads=12 ⟶ 12 heads of 64 features, 197 steps × 768 features');
  });

  it('has no later steps to hide in a memory', () => {
    const hidden = attention(sequence(20, 768), { causal: true }, { memory: sequence(50, 768) });
    assert.equal(onlyFault(hidden).severity, 'warning');
    assert.deepEqual(fixTitles(hidden), ['Set causal=false']);
    assert.equal(inferCall(attention(sequence(20, 768), { causal: true })).faults, undefined);
  });

  it('names the memory where that is no sequence, and lets what is unknown flow on', () => {
    assert.equal(onlyFault(attention(sequence(20, 768), {}, { memory: vector(768) })).argument, 'memory');
    assert.deepEqual(fixTitles(attention(image(14, 14, 768))), ['Insert to_sequence']);
    const unknown = inferCall(attention(sequence(null, 768), {}, { memory: null }));
    assert.equal(unknown.faults, undefined);
    assert.equal(unknown.macs, null);
  });
});

describe('one_hot', () => {
  const call = (input: Shape | null) => ({ layer: 'one_hot', inputs: [input], args: { vocab: 65 } });

  it('makes steps of features of tokens, a vector of one token, without weights', () => {
    const steps = inferCall(call(tokens(50)));
    assert.deepEqual(steps.output, sequence(50, 65));
    assert.equal(paramsOf(steps), 0);
    assert.deepEqual(inferCall(call({ axes: [], extents: [] })).output, vector(65));
    assert.deepEqual(inferCall(call(null)).output, sequence(null, 65));
  });

  it('takes nothing else', () => {
    assert.match(onlyFault(call(sequence(20, 8))).message, /^one_hot takes tokens.*given 20 steps × 8 features/);
  });
});

describe('attend', () => {
  const attend = (input: Shape | null, query: Shape | null, args = {}) => ({
    layer: 'attend',
    inputs: [input],
    args,
    tensors: { query },
  });

  it('sums a grid into a vector: 14×14×512 by a state of 512 (Xu et al., 2015)', () => {
    const seen = inferCall(attend(image(14, 14, 512), vector(512)));
    assert.deepEqual(seen.output, vector(512));
    assert.deepEqual(seen.outputs, [
      { port: 'output', shape: vector(512) },
      { port: 'weights', shape: image(14, 14, 1) },
    ]);
    assert.deepEqual(weightsOf(seen), ['memory.weight 512×512', 'query.weight 512×512', 'score.weight 1×512']);
    assert.equal(seen.macs, 196 * 512 * 512 + 196 * 512 + 512 * 512);
    assert.deepEqual(seen.arithmetic, ['a softmax over 196 positions']);
  });

  it('sums steps by a learned product, or by none', () => {
    const general = inferCall(attend(sequence(20, 256), vector(512), { score: 'general' }));
    assert.deepEqual(weightsOf(general), ['weight 256×512']);
    assert.equal(general.macs, 256 * 512);
    const dot = inferCall(attend(sequence(20, 512), vector(512), { score: 'dot' }));
    assert.equal(paramsOf(dot), 0);
    assert.equal(dot.macs, 0);
  });

  it('scores keys in place of the grid, so that they are made once', () => {
    const call = (keys: Shape | null, args = {}) => {
      const { tensors, ...rest } = attend(image(14, 14, 512), vector(1800), args);
      return { ...rest, tensors: { ...tensors, keys } };
    };
    const seen = inferCall(call(image(14, 14, 256)));
    assert.deepEqual(seen.output, vector(512));
    assert.deepEqual(weightsOf(seen), ['query.weight 256×1800', 'score.weight 1×256']);
    assert.equal(seen.macs, 196 * 256 + 256 * 1800);
    assert.deepEqual(weightsOf(inferCall(call(image(14, 14, 256), { score: 'general' }))), ['weight 256×1800']);
    assert.deepEqual(inferCall(call(image(14, 14, 1800), { score: 'dot' })).faults ?? [], []);
    assert.match(onlyFault(call(image(14, 14, 64), { score: 'dot' })).message, /the keys have 64, the query 1800/);
    assert.deepEqual(inferCall(call(image(14, null, 256))).faults ?? [], []);
    assert.equal(inferCall(call(null)).macs, null);
    const other = onlyFault(call(image(7, 7, 256)));
    assert.equal(other.code, 'keys-do-not-fit');
    assert.match(other.message, /it is an image of 14×14×512, the keys are an image of 7×7×256/);
    assert.equal(onlyFault(call(sequence(196, 512))).argument, 'keys');
  });

  it('says that a dot product needs as many features', () => {
    const wrong = attend(sequence(20, 256), vector(512), { score: 'dot' });
    assert.match(onlyFault(wrong).message, /the input has 256, the query 512/);
    assert.deepEqual(fixTitles(wrong), ['Set score=general ⟶ 256 features', 'Set score=additive ⟶ 256 features']);
  });

  it('names what is no grid and what is no vector', () => {
    assert.equal(onlyFault(attend(vector(8), vector(8))).code, 'nothing-to-attend');
    assert.equal(onlyFault(attend(image(4, 4, 8), sequence(3, 8))).argument, 'query');
    assert.deepEqual(inferCall(attend(null, null)).output, vector(null));
  });
});
