import assert from 'node:assert/strict';
import type { Graph } from '../../model/graph.ts';
import { graphOf } from './graph.ts';
import { checkedText, filesAround, IMPORTING } from './marked.fixture.ts';

const two = 'model A { input(x, 4); dense(2) }\nmodel B { input(x, 4); dense(3) }\n';

describe('the graph for the editor', () => {
  it('is one document, or one for each of several models', () => {
    assert.deepEqual(
      (graphOf(checkedText(two)) as Graph[]).map(({ model }) => model),
      ['A', 'B'],
    );
    assert.equal((graphOf(checkedText(two), 'B') as Graph).model, 'B');
  });
  it('names files as the command line does', () => {
    const text = IMPORTING['file:///a.nn'];
    const graph = graphOf(checkedText(text, filesAround(IMPORTING))) as Graph;
    assert.deepEqual(graph.layers[0]?.source, {
      file: '/blocks/unit.nn',
      line: 2,
      column: 3,
      calls: [{ file: '/a.nn', line: 4, column: 3 }],
    });
  });
  it('says which models there are', () => {
    assert.throws(() => graphOf(checkedText(two), 'C'), /^Error: This file has no model C; it has A, B\.$/);
    assert.throws(() => graphOf(checkedText('# empty\n')), /^Error: This file has no model\.$/);
  });
});
