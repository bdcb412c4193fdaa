/** Faults of what flows where: joins, several tensors, sharing, recurrences. */
import type { DiagnosticPage } from './page.ts';
import { model } from './text.ts';

const recurring = (...body: readonly string[]) => `model Net {
  input(words, tokens(20))
  steps = embed(100, 8)
  recur(w in steps, h = zeros(8)) {
${body.map((line) => `    ${line}\n`).join('')}  }
}
`;

export const flowPages = {
  'nothing-to-continue-from': {
    level: 'error',
    title: 'A flow without a start',
    what: 'A layer is called where no tensor is current: before the input, or in a model of several inputs.',
    why: 'Of several inputs none is more current than another; the first statement says which it means.',
    example:
      'model Net {\n  input(left, 28x28x1)\n  input(right, 28x28x1)\n  a = conv(8, 3x3)\n  b = right -> conv(8, 3x3)\n  [a, b] -> concat\n}\n',
    instead:
      'model Net {\n  input(left, 28x28x1)\n  input(right, 28x28x1)\n  a = left -> conv(8, 3x3)\n  b = right -> conv(8, 3x3)\n  [a, b] -> concat\n}\n',
  },
  'wrong-number-of-inputs': {
    level: 'error',
    title: 'More or fewer tensors than a layer takes',
    what: 'A layer of one tensor is given several, or one of several is given one.',
    why: 'Which of them is meant cannot be told; several are joined first.',
    example: model('28x28x4', 'a, b = split(2, axis=channels)', '[a, b] -> conv(8, 3x3)'),
    instead: model('28x28x4', 'a, b = split(2, axis=channels)', '[a, b] -> concat -> conv(8, 3x3)'),
  },
  'not-a-layer': {
    level: 'error',
    title: 'Something in a flow that is no layer',
    what: 'A stage of a flow is a number, a text or another value that neither makes nor takes a tensor.',
    why: 'Only layers, blocks and tensors by name can stand in a flow.',
    example: model('28x28x1', 'let n = 8', 'conv(n, 3x3) -> n'),
    instead: model('28x28x1', 'let n = 8', 'conv(n, 3x3) -> relu'),
  },
  'not-a-join': {
    level: 'error',
    title: 'Branches behind a layer that joins nothing',
    what: 'Braces with branches stand behind a layer that takes one tensor, or behind a name that is no join.',
    why: 'Branches are joined by `add`, `concat`, `multiply`, `mean` or `max`.',
    example: model('28x28x1', 'relu { conv(8, 3x3); conv(8, 3x3) }'),
    instead: model('28x28x1', 'add { conv(8, 3x3); conv(8, 3x3) }'),
  },
  'branches-disagree': {
    level: 'error',
    title: 'Branches whose shapes do not go together',
    what: 'The tensors that a join is given differ where they have to agree: for `add`, `multiply`, `mean` and `max` all extents but those of 1, for `concat` all but the one that is put together.',
    why: 'Elements are added one by one. Often one branch has a stride or another number of channels; a 1×1 convolution on the way around with the same stride puts it right, as in ResNet.',
    source: 'CS231n, lecture 9; He et al., 2015',
    example: model('32x32x16', 'add { conv(32, 3x3, stride=2, pad=1); skip }'),
    instead: model('32x32x16', 'add { conv(32, 3x3, stride=2, pad=1); conv(32, 1x1, stride=2) }'),
  },
  'shared-weights-differ': {
    level: 'error',
    title: 'A shared layer that would need two kinds of weights',
    what: 'A layer declared by `share` is used on inputs with different numbers of channels.',
    why: 'Its first use made the weights, and their shape hangs on the channels that come in.',
    example:
      'model Net {\n  input(left, 28x28x1)\n  input(right, 28x28x3)\n  share tower = conv(8, 3x3)\n  a = left -> tower\n  b = right -> tower\n  [a, b] -> concat\n}\n',
    instead:
      'model Net {\n  input(left, 28x28x3)\n  input(right, 28x28x3)\n  share tower = conv(8, 3x3)\n  a = left -> tower\n  b = right -> tower\n  [a, b] -> concat\n}\n',
  },
  'input-differs': {
    level: 'error',
    title: 'A model called with another kind of input than it declares',
    what: 'A model is called like a block, and what flows in has other axes than its `input`: a vector for an image, tokens for a sequence.',
    why: 'Its layers are made for the axes that it declares. Their extents may differ: a model made for 224×224 pixels can be run on 512×512.',
    example:
      'model Body {\n  input(image, 32x32x3)\n  relu\n}\nmodel Net {\n  input(image, 32x32x3)\n  flatten\n  Body\n}\n',
    instead: 'model Body {\n  input(image, 32x32x3)\n  relu\n}\nmodel Net {\n  input(image, 64x64x3)\n  Body\n}\n',
  },
  'next-outside-recur': {
    level: 'error',
    title: '`next` outside of a recurrence',
    what: 'A statement gives the next value of a state where there is no `recur` around it.',
    why: 'Only the states of `recur` go from step to step.',
    example: model('28x28x1', 'next h = conv(8, 3x3)'),
    instead: model('28x28x1', 'h = conv(8, 3x3)'),
  },
  'next-given-twice': {
    level: 'error',
    title: 'A state that is given two next values',
    what: 'The body of a `recur` gives a state its next value twice in one step, or in every round of a loop.',
    why: 'The next step begins with one value; which of two is meant cannot be told. The two sides of an `if` may give one each.',
    example: recurring('next h = [w, h] -> concat -> dense(8)', 'next h = tanh'),
    instead: recurring('next h = [w, h] -> concat -> dense(8) -> tanh', 'h'),
  },
  'state-never-changes': {
    level: 'warning',
    title: 'A state that stays what it was',
    what: 'The body of a `recur` gives a state no next value.',
    why: 'At every step the state is what it was at the first: nothing is remembered.',
    example: recurring('[w, h] -> concat -> dense(8)'),
    instead: recurring('next h = [w, h] -> concat -> dense(8)', 'h'),
  },
  'state-changes-shape': {
    level: 'error',
    title: 'A state whose next value has another shape',
    what: 'The body of a `recur` gives a state a next value of another shape than it started with.',
    why: 'The body runs at every step with the same weights, which fit one shape.',
    example: recurring('next h = [w, h] -> concat -> dense(16)'),
    instead: recurring('next h = [w, h] -> concat -> dense(8)'),
  },
  'not-a-sequence': {
    level: 'error',
    title: 'A recurrence over something that has no steps',
    what: '`recur` runs over a tensor that is no sequence.',
    why: 'It takes the elements along the axis `steps` one by one.',
    example:
      'model Net {\n  input(image, 28x28x1)\n  flat = flatten\n  recur(w in flat, h = zeros(8)) {\n    next h = h -> dense(8)\n  }\n}\n',
    instead:
      'model Net {\n  input(words, tokens(20))\n  flat = embed(100, 8)\n  recur(w in flat, h = zeros(8)) {\n    next h = h -> dense(8)\n  }\n}\n',
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
