/** Texts that use every construct of the language between them, most of them from its page of examples. */
export const texts: readonly (readonly [name: string, text: string])[] = [
  [
    'first',
    `# SmallNet: a CS231n ConvNet on CIFAR-10
model SmallNet(classes = 10) {
  input(image, 32x32x3)              # height × width × channels; the batch is implied

  conv(32, 3x3, pad=same)            # ⟶ 32×32×32 · 896 params      (inlay hint, not text)
  relu
  maxpool(2x2)                       # stride defaults to the window
  conv(64, 3x3, pad=same)
  batchnorm
  relu
  maxpool(2x2)

  flatten
  dense(128)
  relu
  dropout(0.5)
  scores = dense(classes)            # a name makes a layer referable
}

data cifar {
  source    = cifar10("data/cifar-10-batches-bin")
  split     = holdout(val=5000)
  normalize = per_channel()          # mean and std of the training split only
  augment   = [flip(horizontal), crop(32, pad=4)]
}

train SmallNet on cifar {
  loss      = softmax() + l2(1e-4)   # biases and normalization are not decayed
  optimizer = adam(lr=1e-3)
  schedule  = step(every=10, factor=0.5)
  init      = he()
  batch     = 64
  epochs    = 30
}
`,
  ],
  [
    'blocks',
    `fn divisible(v, d=8) = max(d, (v + d//2) // d * d)

block MBConv(out, k=3, stride=1, expand=6) {
  let inner = here.channels * expand
  let squeezed = max(1, here.channels // 4)
  let same_shape = stride == 1 and here.channels == out
  add {
    { if expand != 1 { conv(inner, 1x1, bias=false); batchnorm; swish }
      depthwise(k, stride=stride, pad=k//2, bias=false); batchnorm; swish
      multiply { skip; { global_avgpool(keep=true); conv(squeezed, 1x1); swish; conv(inner, 1x1); sigmoid } }
      conv(out, 1x1, bias=false); batchnorm }
    if same_shape { skip }           # a branch that is absent leaves the join
  }
}

block Bottleneck(width, stride=1, project=false) {
  add {
    { conv1 = conv(width, 1x1, bias=false);                                 batchnorm; relu
      conv2 = conv(width, 3x3, stride=stride, pad=1, bias=false);           batchnorm; relu
      conv3 = conv(4*width, 1x1, bias=false);                               batchnorm }
    if project { conv(4*width, 1x1, stride=stride, bias=false); batchnorm } else { skip }
  }
  relu
}

model ResNet50(classes = 1000) {
  input(image, 224x224x3)
  conv1 = conv(64, 7x7, stride=2, pad=3, bias=false); batchnorm; relu
  maxpool(3x3, stride=2, pad=1)
  layer1 = repeat(i in 0..3) { Bottleneck(64,  project = i == 0) }
  layer2 = repeat(i in 0..4) { Bottleneck(128, project = i == 0, stride = if i == 0 then 2 else 1) }
  layer3 = repeat(i in 0..6) { Bottleneck(256, project = i == 0, stride = if i == 0 then 2 else 1) }
  layer4 = repeat(i in 0..3) { Bottleneck(512, project = i == 0, stride = if i == 0 then 2 else 1) }
  global_avgpool
  fc = dense(classes)
}
`,
  ],
  [
    'heads',
    `import { Bottleneck, Basic as Block } from "./blocks/resnet.nn"
import { RPN } from "rpn.nn"

model Localizer(classes, depth = 2) {
  input(image, 64x64x3)
  input(box, 4)
  backbone = image -> Bottleneck(64) -> relu
  c3 = backbone.layer2
  c4 = backbone.layer3.0.conv1
  p3 = c3 -> conv(256, 1x1)
  up = p3 -> upsample(2, mode=nearest); [up, c4] -> concat
  left, right = split(2, axis=channels)
  share tower = Tower(64)
  left -> tower
  share rpn_head = RPN(anchors=3)
  pyramid = collect(i in 0..depth) { conv(256, 3x3, pad=1); relu }
  proposals = collect(p in pyramid) { p -> rpn_head } -> proposals(top=1000)
  [pyramid, proposals] -> roialign(14x14)
  concat(axis=channels) {
    conv(4, 1x1)
    { conv(4, 1x1)
      conv(8, 3x3, pad=1) }
    {
      maxpool(3x3, stride=1, pad=1)
      conv(8, 1x1)
    }
    repeat(2) { conv(4, 1x1) }
    if depth > 1 {
      conv(16, (1, here.channels // 2))
    } else if depth == 1 and not (classes < 4) {
      conv(32, 1x1)
    } else {
      skip
    }
  }
  if depth > 2 { dropout(0.5) }
  mean { skip; { relu; conv(4, 1x1) } } -> batchnorm -> relu
  let widths = [4, 8, 16]
  let w = if depth > 1 then widths[depth] else max(1, here.channels // 4)
  repeat(i in 0..depth) {
    conv(widths[i], 1x1)
    multiply {
      skip
      { global_avgpool(keep=true); conv(widths[i + 1], 1x1); sigmoid }
    }
  }
  reshape((?, ?, 3))
  features = flatten
  head class { features -> dense(classes) }
  head box {
    features -> dense(4)
    relu
  }
}

block Pair(k=3, deep=true) {
  a = conv(8, (k, k), pad=k//2, stride=if deep then 2 else 1)
  b = a -> relu
  return a, b
}
`,
  ],
  [
    'sequences',
    `model CharRNN(vocab) {
  input(text, tokens(64))
  embed(vocab, 64)                                 # ⟶ 64 steps × 64
  repeat(2) { lstm(256) }
  dense(vocab)                                     # at every step
}
train CharRNN(vocab = shakespeare.vocab) on shakespeare { loss = softmax(); bptt = 64; clip = norm(5.0) }

model Captioner(vocab) {                           # show, attend and tell
  input(image, 224x224x3); input(words, tokens(20))
  grid  = image -> VGG16(classes = 0)              # height × width × channels
  start = grid -> global_avgpool -> dense(512) -> tanh
  steps = words -> embed(vocab, 256)
  recur(w in steps, h = start, c = zeros(512)) {
    seen = grid -> attend(query = h)
    [w, seen] -> concat
    next h, c = lstm_cell(512, h = h, c = c)
    h -> dense(vocab)
  }
}
`,
  ],
  [
    'training',
    `fn decay(rate, at=10) = if at > 5 then rate * 0.5 else -rate

data pets {
  source  = folder("data/pets", labels="list.txt")
  split   = holdout(val=0.2)
  augment = [
    flip(horizontal),
    crop(32, pad=4)
  ]
  targets = { box: pets.bbox }
}

train PetNet(classes = pets.classes) on pets as tune {
  weights = load("resnet50.safetensors", except=["fc.*"])
  loss    = {
    class: softmax() + l2(1e-4),
    box: 1.0 * l2_distance()
  }
  metrics = [accuracy(class), iou(box)]
  stage head {
    train_only = ["fc.*"]
    optimizer = adam(lr=1e-3); epochs = 3
  }
  stage all  { optimizer = adam(lr=1e-4); lr_scale = { "layer1.*": 0.1, fc: 2 }; epochs = 20 }
}

train CharRNN(vocab = shakespeare.vocab) on shakespeare { loss = softmax(); bptt = 64; clip = norm(5.0) }

search tune {
  space  { model.width = choice(32, 64); optimizer.lr = log(1e-5, 1e-1); loss.l2.weight = log(1e-6, 1e-2) }
  trials = 30
  folds  = 5
}

search again {
  trials = 3
  space {
    model.width = choice(1..4)
    optimizer.lr = log(1e-5, decay(1e-1, at=2))
  }
}
`,
  ],
  [
    'styles',
    `model Keywords(data, train = 2)
{
  input(model, 8x8x1)
  data = conv(4, 3x3, pad=same)
  head = relu
  share = head -> relu
  let = share -> data(4, in=1, from=let, head=2)
  return = next
  next = return -> skip
  stage
  repeat = collect(3)
  model -> recur
}

block Newlines(n) {
  add {
    if n > 1 {
      conv(4)
    }
    relu
  }
  if n > 2 { conv(8) }
  else { conv(4) }

  if n == 3 {
    conv(3)
  }
  else if n == 4 {
    conv(4)
  }
  else {
    conv(5)
  }
  conv(4,
       3x3,
       pad=same)
  dense(
    widths[n],
    bias=false
  )
  [a,
   b, c] -> concat -> relu
  y, h, c = lstm(512, h0 = start)
  add { { add { { add { skip; relu } }; conv(2) } }; skip }
}

block Inner(n) { add { skip; { conv(n); batchnorm } }; relu }
block Outer(n) { x = Inner(n); Inner(2*n, k=-1); [x, y] -> add }
`,
  ],
];
