/** Layers that would have no effect or no meaning: normalization, noise, attention, recurrence, detection. */
import type { DiagnosticPage } from './page.ts';
import { model } from './text.ts';

const words = (...statements: readonly string[]) =>
  `model Net {\n  input(words, tokens(20))\n${statements.map((line) => `  ${line}\n`).join('')}}\n`;

const attending = (query: string, argument = '') => `model Net {
  input(image, 8x8x64)
  input(words, tokens(20))
  steps = words -> embed(100, ${query})
  recur(w in steps, h = zeros(${query})) {
    seen = image -> attend(query = h${argument})
    [w, seen] -> concat
    next h = dense(${query})
  }
}
`;

export const layerPages = {
  'normalization-of-one': {
    level: 'error',
    title: 'A normalization over a single number',
    what: 'A layer normalizes groups that have one element each: `instancenorm` on one pixel, `groupnorm` with as many groups as channels on one, `layernorm` over one feature.',
    why: 'A number minus its own mean is 0: whatever flows in, nothing comes out.',
    example: model('8x8x1', 'layernorm'),
    instead: model('8x8x4', 'layernorm'),
  },
  'softmax-of-one': {
    level: 'warning',
    title: 'A softmax of a single number',
    what: '`softmax` goes along an axis with one element.',
    why: 'The share of one among one is always 1. A yes or no takes `sigmoid`, or two outputs.',
    source: 'CS231n, lecture 3',
    example: model('8x8x3', 'flatten', 'dense(1)', 'softmax'),
    instead: model('8x8x3', 'flatten', 'dense(1)', 'sigmoid'),
  },
  'dropout-drops-all': {
    level: 'warning',
    title: 'Dropout that keeps nothing',
    what: 'The probability with which a layer drops is 1.',
    why: 'No signal and no gradient passes in training. The number is what is dropped, not what is kept.',
    source: 'Srivastava et al., 2014',
    example: model('8x8x3', 'flatten', 'dropout(1)'),
    instead: model('8x8x3', 'flatten', 'dropout(0.5)'),
  },
  'spatial-dropout-on-vector': {
    level: 'warning',
    title: 'Spatial dropout of something without places',
    what: '`spatial_dropout` is given a vector.',
    why: 'It drops whole channels over all their places; of a vector each element is one, and it does what `dropout` does.',
    example: model('8x8x3', 'flatten', 'spatial_dropout(0.2)'),
    instead: model('8x8x3', 'flatten', 'dropout(0.2)'),
  },
  'dropout-without-layers': {
    level: 'warning',
    title: 'Dropout between layers of which there is one',
    what: 'A recurrent layer has a `dropout` and one layer alone.',
    why: 'The dropout is between stacked layers, as in PyTorch; of one it has no effect.',
    example: words('embed(100, 8)', 'lstm(16, dropout=0.2)'),
    instead: words('embed(100, 8)', 'lstm(16, layers=2, dropout=0.2)'),
  },
  'state-does-not-fit': {
    level: 'error',
    title: 'A state of another size than the cell has',
    what: 'The state that a recurrent layer or cell starts from has not as many features as it has units.',
    why: 'The state of each step is that of the step before, calculated anew.',
    source: 'CS231n, lecture 10',
    example: words('steps = embed(100, 8)', 'start = zeros(32)', 'steps -> lstm(16, h0 = start)'),
    instead: words('steps = embed(100, 8)', 'start = zeros(16)', 'steps -> lstm(16, h0 = start)'),
  },
  'heads-do-not-divide': {
    level: 'error',
    title: 'Heads that do not share the features evenly',
    what: 'The features of `attention` are no multiple of its heads.',
    why: 'Each head has the same number.',
    source: 'Vaswani et al., 2017',
    example: words('embed(100, 30)', 'attention(8)'),
    instead: words('embed(100, 32)', 'attention(8)'),
  },
  'causal-memory': {
    level: 'warning',
    title: 'A causal attention over other steps',
    what: '`attention` is causal and has a `memory` of its own.',
    why: 'Which steps of another sequence lie in the past of this one is not said by their places: usually an encoder is seen whole.',
    source: 'Vaswani et al., 2017',
    example: words(
      'steps = embed(100, 32)',
      'other = steps -> dense(32)',
      'steps -> attention(4, memory = other, causal=true)',
    ),
    instead: words('steps = embed(100, 32)', 'other = steps -> dense(32)', 'steps -> attention(4, memory = other)'),
  },
  'nothing-to-attend': {
    level: 'error',
    title: 'Attention over a vector',
    what: '`attend` is given something that has neither height and width nor steps.',
    why: 'There are no places between which it could choose.',
    source: 'Xu et al., Show, attend and tell, 2015',
    example: model('8x8x64', 'flat = flatten', 'ask = dense(64)', 'flat -> attend(query = ask)'),
    instead: model('8x8x64', 'ask = global_avgpool -> dense(64)', 'image -> attend(query = ask)'),
  },
  'query-not-a-vector': {
    level: 'error',
    title: 'A query that is no vector',
    what: 'The query of `attend` is an image or a sequence.',
    why: 'It is compared with every place: one vector asks.',
    example: model('8x8x64', 'ask = conv(64, 1x1)', 'image -> attend(query = ask)'),
    instead: model('8x8x64', 'ask = global_avgpool -> dense(64)', 'image -> attend(query = ask)'),
  },
  'query-does-not-fit': {
    level: 'error',
    title: 'A query of another size than what it is compared with',
    what: '`attend` compares by the dot product, and its query has not as many features as each place.',
    why: 'A dot product pairs features one by one. An additive score has weights between them and takes any size.',
    source: 'Luong, Pham and Manning, 2015; Bahdanau, Cho and Bengio, 2015',
    example: attending('32', ', score=dot'),
    instead: attending('64', ', score=dot'),
  },
  'ratios-differ-from-maps': {
    level: 'error',
    title: 'Aspect ratios for another number of maps',
    what: 'The list of aspect ratios of `ssd` has not one entry for each map.',
    why: 'Each map has default boxes of its own.',
    source: 'Liu et al., SSD, 2016',
    example: model('8x8x64', 'a = conv(32, 3x3)', 'b = conv(32, 3x3)', '[a, b] -> ssd(classes=3, ratios=[[2]])'),
    instead: model('8x8x64', 'a = conv(32, 3x3)', 'b = conv(32, 3x3)', '[a, b] -> ssd(classes=3, ratios=[[2], [2]])'),
  },
  'grid-differs': {
    level: 'error',
    title: 'A grid of another size than the map',
    what: 'The `grid` of `yolo` is not the height and width of the map that it is given.',
    why: 'Each pixel of the map is one cell of the grid.',
    source: 'Redmon et al., You only look once, 2016',
    example: model('8x8x64', 'yolo(grid=7, boxes=2, classes=20)'),
    instead: model('7x7x64', 'yolo(grid=7, boxes=2, classes=20)'),
  },
  'not-region-proposals': {
    level: 'error',
    title: 'Proposals from something else than a region proposal network',
    what: '`proposals` is not given what `rpn` makes.',
    why: 'It decodes the objectness and offsets of anchors and needs both, as `rpn` lays them out.',
    source: 'Ren et al., Faster R-CNN, 2015',
    example: model('8x8x64', 'proposals(top=100)'),
    instead: model('8x8x64', 'rpn(anchors=3)', 'proposals(top=100)'),
  },
  'boxes-missing': {
    level: 'error',
    title: 'Regions cut out without boxes',
    what: 'The last input of `roialign` or `roipool` is no list of boxes.',
    why: 'The boxes say what is cut out: feature maps first, boxes last.',
    source: 'Girshick, Fast R-CNN, 2015; He et al., Mask R-CNN, 2017',
    example: model('8x8x64', 'a = conv(32, 3x3)', '[image, a] -> roialign(7x7)'),
    instead: model('8x8x64', 'found = rpn(anchors=3) -> proposals(top=100)', '[image, found] -> roialign(7x7)'),
  },
  'channels-differ': {
    level: 'error',
    title: 'Feature maps with different numbers of channels',
    what: 'The maps of a pyramid that `roialign`, `roipool` or `rpn` are given have not all as many channels.',
    why: 'A region is cut out of one of them, and what comes out has one number of channels. A 1×1 convolution brings them to the same.',
    source: 'Lin et al., Feature pyramid networks, 2017',
    example: model(
      '8x8x64',
      'found = rpn(anchors=3) -> proposals(top=100)',
      'small = image -> maxpool(2x2) -> conv(32, 1x1)',
      '[image, small, found] -> roialign(7x7)',
    ),
    instead: model(
      '8x8x64',
      'found = rpn(anchors=3) -> proposals(top=100)',
      'small = image -> maxpool(2x2) -> conv(64, 1x1)',
      '[image, small, found] -> roialign(7x7)',
    ),
  },
  'input-not-features': {
    level: 'error',
    title: 'A head of boxes on something else than features of regions',
    what: '`box_head` is given maps instead of one vector for each region.',
    why: 'It is two dense layers on the features of a region.',
    source: 'Girshick, Fast R-CNN, 2015',
    example: model(
      '8x8x64',
      'found = rpn(anchors=3) -> proposals(top=100)',
      '[image, found] -> roialign(7x7)',
      'box_head(classes=21)',
    ),
    instead: model(
      '8x8x64',
      'found = rpn(anchors=3) -> proposals(top=100)',
      '[image, found] -> roialign(7x7)',
      'flatten',
      'box_head(classes=21)',
    ),
  },
  'keys-do-not-fit': {
    level: 'error',
    title: 'Keys for other places than there are',
    what: 'The `keys` of `attend` have not the same height and width, or steps, as its input.',
    why: 'Each key stands for one place of the input and is compared with the query in its stead.',
    source: 'Vaswani et al., 2017',
    example: model(
      '8x8x64',
      'ask = global_avgpool',
      'small = image -> maxpool(2x2)',
      'image -> attend(query = ask, keys = small)',
    ),
    instead: model(
      '8x8x64',
      'ask = global_avgpool',
      'sharp = image -> conv(64, 1x1)',
      'image -> attend(query = ask, keys = sharp)',
    ),
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
