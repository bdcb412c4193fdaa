/** The rules by code, in the order of the reference page. */
import { activationTwice } from './activation-twice.ts';
import { batchDoesNotDivide } from './batch-does-not-divide.ts';
import { biasBeforeBatchnorm } from './bias-before-batchnorm.ts';
import { dropoutBeforeBatchnorm } from './dropout-before-batchnorm.ts';
import { dropoutTooStrong } from './dropout-too-strong.ts';
import { floorAboveLearningRate } from './floor-above-learning-rate.ts';
import { learningRateOutOfBounds } from './learning-rate-out-of-bounds.ts';
import { missingBottleneck } from './missing-bottleneck.ts';
import { mostParametersInOneDense } from './most-parameters-in-one-dense.ts';
import { normalizationOfOtherPixels } from './normalization-of-other-pixels.ts';
import { poolingOnePixel } from './pooling-one-pixel.ts';
import { receptiveFieldTooSmall } from './receptive-field-too-small.ts';
import { reluBeforeSoftmaxLoss } from './relu-before-softmax-loss.ts';
import type { LintRule } from './rule.ts';
import { saturatingDeepStack } from './saturating-deep-stack.ts';
import { scheduleNeverFires } from './schedule-never-fires.ts';
import { softmaxBeforeSoftmaxLoss } from './softmax-before-softmax-loss.ts';
import { softmaxLossOnOneClass } from './softmax-loss-on-one-class.ts';
import { unusedBlock } from './unused-block.ts';
import { unusedImport } from './unused-import.ts';
import { unusedLayer } from './unused-layer.ts';
import { unusedLet } from './unused-let.ts';
import { unusedParameter } from './unused-parameter.ts';
import { unusedShare } from './unused-share.ts';
import { weightDecayOnBiases } from './weight-decay-on-biases.ts';
import { xavierUnderRelu } from './xavier-under-relu.ts';
import { zeroInitialization } from './zero-initialization.ts';

const rules = [
  xavierUnderRelu,
  zeroInitialization,
  saturatingDeepStack,
  biasBeforeBatchnorm,
  dropoutBeforeBatchnorm,
  dropoutTooStrong,
  activationTwice,
  softmaxBeforeSoftmaxLoss,
  reluBeforeSoftmaxLoss,
  softmaxLossOnOneClass,
  weightDecayOnBiases,
  learningRateOutOfBounds,
  scheduleNeverFires,
  floorAboveLearningRate,
  normalizationOfOtherPixels,
  batchDoesNotDivide,
  poolingOnePixel,
  receptiveFieldTooSmall,
  missingBottleneck,
  mostParametersInOneDense,
  unusedLayer,
  unusedParameter,
  unusedLet,
  unusedShare,
  unusedBlock,
  unusedImport,
] as const;

export type LintCode = (typeof rules)[number]['code'];

export const lintRules: Readonly<Record<LintCode, LintRule>> = Object.fromEntries(
  rules.map((rule) => [rule.code, rule]),
) as Record<LintCode, LintRule>;
