/** Losses, optimizers, schedules and everything else that settings are made of. */
import { type ForeignNames, nothing, same, similar } from './names.ts';

const loss: ForeignNames = {
  ...same('softmax', 'cross_entropy', 'CrossEntropyLoss', 'CrossEntropy', 'xent', 'softmax_cross_entropy'),
  ...same('softmax', 'categorical_crossentropy', 'sparse_categorical_crossentropy'),
  ...similar('softmax', 'it takes scores before any softmax.', 'NLLLoss', 'nll_loss', 'nll'),
  ...same('l2_distance', 'mse', 'MSELoss', 'mean_squared_error'),
  ...same('l1_distance', 'L1Loss', 'mae', 'mean_absolute_error'),
  ...same('binary_cross_entropy', 'bce', 'BCEWithLogitsLoss', 'binary_cross_entropy_with_logits'),
  ...similar(
    'binary_cross_entropy',
    'it takes scores before any sigmoid.',
    ...['BCELoss', 'binary_crossentropy', 'BinaryCrossentropy'],
  ),
  ...same('smooth_l1', 'SmoothL1Loss'),
  ...same('huber', 'HuberLoss'),
  ...same('dice', 'DiceLoss', 'soft_dice'),
  ...same('focal', 'FocalLoss'),
  ...same('hinge', 'MultiMarginLoss', 'svm', 'hinge_loss'),
  ...same('iou_loss', 'iou', 'giou', 'diou', 'ciou'),
  ...same('perceptual', 'PerceptualLoss', 'lpips'),
  ...nothing('l2 is λ·Σw², so that weight_decay=λ of PyTorch is l2(λ/2).', 'weight_decay'),
  ...nothing('no loss here computes it.', 'ctc', 'CTCLoss', 'KLDivLoss', 'kl_div', 'TripletMarginLoss', 'triplet'),
};

const optimizer: ForeignNames = {
  ...similar('sgd', 'it has momentum as an argument: sgd(lr=0.1, momentum=0.9).', 'momentum', 'nesterov'),
  ...nothing('no optimizer here computes it.', 'Adadelta', 'Adamax', 'NAdam', 'RAdam', 'AdamP', 'Lion', 'LAMB', 'LARS'),
};

const schedule: ForeignNames = {
  ...same('step', 'StepLR', 'step_decay'),
  ...same('multistep', 'MultiStepLR', 'piecewise'),
  ...same('exponential', 'ExponentialLR', 'ExponentialDecay'),
  ...same('cosine', 'CosineAnnealingLR', 'CosineDecay', 'cosine_annealing'),
  ...same('plateau', 'ReduceLROnPlateau'),
  ...same('one_cycle', 'OneCycleLR'),
  ...same('cyclic', 'CyclicLR', 'CosineAnnealingWarmRestarts', 'sgdr'),
  ...same('warmup', 'LinearWarmup', 'linear_warmup', 'LinearLR'),
  ...same('constant', 'ConstantLR'),
};

const initializer: ForeignNames = {
  ...same('he', 'kaiming', 'kaiming_normal', 'he_normal', 'msra'),
  ...similar('he', 'he(distribution=uniform) draws evenly.', 'kaiming_uniform', 'he_uniform'),
  ...same('xavier', 'glorot', 'xavier_normal', 'glorot_normal'),
  ...similar('xavier', 'xavier(distribution=uniform) draws evenly.', 'xavier_uniform', 'glorot_uniform'),
  ...same('gaussian', 'normal', 'random_normal'),
  ...same('uniform', 'random_uniform'),
  ...same('lecun', 'lecun_normal'),
};

const augmentation: ForeignNames = {
  ...same('flip', 'RandomHorizontalFlip', 'horizontal_flip', 'hflip', 'RandomFlip'),
  ...similar('flip', 'flip(vertical) goes upside down.', 'RandomVerticalFlip', 'vertical_flip', 'vflip'),
  ...same('crop', 'RandomCrop'),
  ...same('rotate', 'RandomRotation'),
  ...same('cutout', 'RandomErasing'),
  ...same('translate', 'RandomTranslation'),
  ...similar('mixup', 'it mixes whole pictures.', 'cutmix'),
  ...nothing('normalize says it: normalize = per_channel().', 'Normalize'),
  ...nothing('pictures are read as numbers already.', 'ToTensor'),
  ...nothing('size of the source says it.', 'Resize', 'CenterCrop'),
};

const normalization: ForeignNames = {
  ...similar('fixed', 'it takes the mean and std of each channel.', 'imagenet', 'Normalize'),
  ...same('per_channel', 'standardize', 'standard', 'zscore', 'mean_std'),
  ...similar('scale', 'it takes the factor: scale(1/255).', 'Rescaling', 'rescale', 'minmax', 'ToTensor'),
};

const source: ForeignNames = {
  ...same('image_folder', 'ImageFolder', 'image_dataset_from_directory'),
  ...same('npy', 'numpy', 'npz'),
  ...same('coco', 'CocoDetection'),
  ...same('voc', 'VOCDetection'),
};

const split: ForeignNames = {
  ...same('holdout', 'random_split', 'train_test_split'),
  ...same('kfold', 'cross_validation'),
};

const metric: ForeignNames = {
  ...same('accuracy', 'acc', 'categorical_accuracy'),
  ...same('top_k', 'top_k_accuracy', 'TopKCategoricalAccuracy'),
  ...same('mean_iou', 'miou'),
  ...same('iou', 'jaccard'),
  ...same('mean_average_precision', 'mAP'),
  ...similar('mean_error', 'its norm says which distance.', 'mae', 'mse', 'rmse'),
};

const distribution: ForeignNames = {
  ...same('log', 'loguniform', 'log_uniform', 'reciprocal'),
  ...same('choice', 'categorical', 'choose', 'grid'),
  ...similar('integers', 'it draws from low to high, both counted.', 'randint', 'int_uniform', 'quniform', 'int'),
  ...similar('uniform', 'it draws from low to high.', 'normal', 'gaussian', 'float', 'real'),
};

const clipping: ForeignNames = {
  ...same('norm', 'clip_grad_norm', 'clipnorm', 'global_norm'),
  ...same('value', 'clip_grad_value', 'clipvalue'),
};

export const callableNames = {
  loss,
  optimizer,
  schedule,
  initializer,
  augmentation,
  normalization,
  source,
  split,
  metric,
  distribution,
  clipping,
} as const;
