/** What is wrong with the files of a data set. Their headers are read in the background. */
import type { DataFacts, DataProblem } from '../../../formats/facts/index.ts';
import type { DiagnosticPage } from './page.ts';
import { trained } from './text.ts';

/** What is found in a folder of digits with this problem. */
const digits = (...problems: readonly DataProblem[]): DataFacts => ({
  classes: 10,
  count: 60_000,
  shape: [28, 28, 1],
  vocab: null,
  columns: null,
  target: null,
  problems,
});

export const dataPages = {
  'data-missing': {
    level: 'error',
    title: 'Data that is not there',
    what: 'A file or folder that a source names is not there. Paths are relative to the model file.',
    why: 'Training would end before it begins.',
    example: trained('loss = softmax()'),
    facts: digits({
      code: 'data-missing',
      severity: 'error',
      argument: 'folder',
      message: 'There is no folder data.',
    }),
    instead: trained('loss = softmax()'),
    factsInstead: digits(),
  },
  'data-unreadable': {
    level: 'error',
    title: 'Data that cannot be read',
    what: 'A file of the data is cut off, of another format than the source reads, or may not be opened.',
    why: 'Training would end when it comes to it, perhaps only after an hour.',
    example: trained('loss = softmax()'),
    facts: digits({
      code: 'data-unreadable',
      severity: 'error',
      argument: 'folder',
      message: 'data/train-images-idx3-ubyte is cut off: 47,040,016 bytes expected, 1,024 there.',
    }),
    instead: trained('loss = softmax()'),
    factsInstead: digits(),
  },
  'box-outside-image': {
    level: 'warning',
    title: 'A box that lies outside of its image',
    what: 'A label has a box that reaches beyond the border of the image, or has no area.',
    why: 'A network cannot find what is not in the picture; often width and height, or centers and corners, have been mistaken for each other.',
    example: trained('loss = softmax()'),
    facts: digits({
      code: 'box-outside-image',
      severity: 'warning',
      argument: 'folder',
      message: 'The box of 000012.jpg reaches to 520, its image to 500.',
    }),
    instead: trained('loss = softmax()'),
    factsInstead: digits(),
  },
  'nothing-to-train-on': {
    level: 'error',
    title: 'A split that leaves nothing to train on',
    what: 'As many samples are kept for validation as there are, or more.',
    why: 'There is nothing left to learn from.',
    source: 'CS231n, lecture 2',
    example: 'data toys { source = shapes(1000); split = holdout(val=1000) }\n',
    instead: 'data toys { source = shapes(1000); split = holdout(val=100) }\n',
  },
  'class-count': {
    level: 'error',
    title: 'More classes than scores, or fewer',
    what: 'The head that a loss of classes judges has not as many scores as the data has classes. A warning where there are scores too many.',
    why: 'A label beyond the last score has none that could be right; scores that no label has are trained to be never right.',
    source: 'CS231n, lecture 3',
    facts: digits(),
    example: trained('loss = softmax()').replace('dense(10)', 'dense(5)'),
    instead: trained('loss = softmax()'),
  },
  'input-channels': {
    level: 'error',
    title: 'Grey images for a model of color, or the other way round',
    what: 'The images of the data have not as many channels as the input of the model that is trained on them.',
    why: 'The filters of the first layer have a weight for each channel.',
    facts: digits(),
    example: trained('loss = softmax()').replace('28x28x1', '28x28x3'),
    instead: trained('loss = softmax()'),
  },
  'input-size': {
    level: 'error',
    title: 'Samples of another size than the model takes',
    what: 'The samples of the data, as augmentation leaves them, have not the shape of the input of the model.',
    why: 'A dense layer has a weight for each number that comes in. Sources of pictures take a size; `crop` cuts one out.',
    facts: digits(),
    example: trained('loss = softmax()').replace('28x28x1', '32x32x1'),
    instead: trained('loss = softmax()'),
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
