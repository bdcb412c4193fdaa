/** Every kernel by its number. */
import * as id from '../kernel-ids';
import { KERNEL } from '../command-layout';
import { softmaxCrossEntropy, sumLosses } from './cross-entropy';
import { batchGradients, mergeStatistics, normalize, normalizeGradient, normalizing, repeatMeans, runningStatistics } from './batch-norm';
import { batchGradientSums, batchStatistics } from './batch-sums';
import { binary } from './binary';
import { add, clipGradient, copy, fill, reluGradient } from './elementwise';
import { border } from './border';
import { gru, gruGradient } from './gru';
import { lstm, lstmGradient } from './lstm';
import { rnn, rnnGradient } from './rnn';
import { correlate } from './correlate';
import { depthwise, depthwiseFilterGradient } from './depthwise';
import { maxAlong, maxAlongGradient } from './max-along';
import { maxPoolPositions, unpool, unpoolGradient } from './unpool';
import { avgPool, maxPool } from './pooling';
import { avgPoolGradient, maxPoolGradient } from './pooling-gradients';
import { pack, packRows } from './pack';
import { product } from './product';
import { adagrad, adam, rmsprop, sgd } from './optimizers';
import { winogradFilters } from './winograd/filters';
import { winogradGradient, winogradSums } from './winograd/gradient';
import { winogradProduct } from './winograd/product';
import { reduce } from './reduce';
import { sumParts, sumRows } from './sums';
import { copyRows } from './copy-rows';
import { transpose } from './transpose';
import { gather, gatherGradient, pickPixels, pickPixelsGradient } from './gather';
import { dropout, normal, uniform } from './random';
import { unary } from './unary';
import { activationGradient } from './activation-gradient';
import { partNorm, partNormGradient } from './part-norm';
import { partNormSums } from './part-sums';
import { rowNorm, rowNormGradient } from './row-norm';
import { softmax, softmaxGradient } from './softmax';

export function run(command: usize, thread: i32, threads: i32): void {
  switch (load<i32>(command + KERNEL)) {
    case id.FILL:
      return fill(command, thread, threads);
    case id.COPY:
      return copy(command, thread, threads);
    case id.ADD:
      return add(command, thread, threads);
    case id.RELU_GRADIENT:
      return reluGradient(command, thread, threads);
    case id.CLIP_GRADIENT:
      return clipGradient(command, thread, threads);
    case id.PACK:
      return pack(command, thread, threads);
    case id.PRODUCT:
      return product(command);
    case id.PACK_ROWS:
      return packRows(command, thread, threads);
    case id.CORRELATE:
      return correlate(command);
    case id.WINOGRAD_FILTERS:
      return winogradFilters(command, thread, threads);
    case id.WINOGRAD_PRODUCT:
      return winogradProduct(command, thread);
    case id.WINOGRAD_SUMS:
      return winogradSums(command, thread);
    case id.WINOGRAD_GRADIENT:
      return winogradGradient(command, thread, threads);
    case id.DEPTHWISE:
      return depthwise(command, thread, threads);
    case id.DEPTHWISE_FILTER_GRADIENT:
      return depthwiseFilterGradient(command, thread, threads);
    case id.BORDER:
      return border(command, thread, threads);
    case id.SUM_ROWS:
      return sumRows(command, thread, threads);
    case id.SUM_PARTS:
      return sumParts(command, thread, threads);
    case id.SOFTMAX_CROSS_ENTROPY:
      return softmaxCrossEntropy(command, thread, threads);
    case id.SUM_LOSSES:
      return sumLosses(command, thread);
    case id.SGD:
      return sgd(command, thread, threads);
    case id.ADAGRAD:
      return adagrad(command, thread, threads);
    case id.RMSPROP:
      return rmsprop(command, thread, threads);
    case id.ADAM:
      return adam(command, thread, threads);
    case id.MAX_POOL:
      return maxPool(command, thread, threads);
    case id.MAX_POOL_GRADIENT:
      return maxPoolGradient(command);
    case id.AVG_POOL:
      return avgPool(command, thread, threads);
    case id.AVG_POOL_GRADIENT:
      return avgPoolGradient(command);
    case id.BATCH_STATISTICS:
      return batchStatistics(command, thread, threads);
    case id.MERGE_STATISTICS:
      return mergeStatistics(command, thread, threads);
    case id.NORMALIZING:
      return normalizing(command, thread, threads);
    case id.NORMALIZE:
      return normalize(command, thread, threads);
    case id.REPEAT_MEANS:
      return repeatMeans(command, thread, threads);
    case id.BATCH_GRADIENT_SUMS:
      return batchGradientSums(command, thread, threads);
    case id.BATCH_GRADIENTS:
      return batchGradients(command, thread, threads);
    case id.NORMALIZE_GRADIENT:
      return normalizeGradient(command, thread, threads);
    case id.RUNNING_STATISTICS:
      return runningStatistics(command, thread, threads);
    case id.REDUCE:
      return reduce(command, thread, threads);
    case id.MAX_ALONG:
      return maxAlong(command, thread, threads);
    case id.MAX_ALONG_GRADIENT:
      return maxAlongGradient(command, thread, threads);
    case id.MAX_POOL_POSITIONS:
      return maxPoolPositions(command, thread, threads);
    case id.UNPOOL:
      return unpool(command, thread, threads);
    case id.UNPOOL_GRADIENT:
      return unpoolGradient(command, thread, threads);
    case id.UNARY:
      return unary(command, thread, threads);
    case id.BINARY:
      return binary(command, thread, threads);
    case id.COPY_ROWS:
      return copyRows(command, thread, threads);
    case id.TRANSPOSE:
      return transpose(command, thread, threads);
    case id.GATHER:
      return gather(command, thread, threads);
    case id.GATHER_GRADIENT:
      return gatherGradient(command, thread, threads);
    case id.PICK_PIXELS:
      return pickPixels(command, thread, threads);
    case id.PICK_PIXELS_GRADIENT:
      return pickPixelsGradient(command, thread, threads);
    case id.UNIFORM:
      return uniform(command, thread, threads);
    case id.NORMAL:
      return normal(command, thread, threads);
    case id.DROPOUT:
      return dropout(command, thread, threads);
    case id.LSTM:
      return lstm(command, thread, threads);
    case id.LSTM_GRADIENT:
      return lstmGradient(command, thread, threads);
    case id.GRU:
      return gru(command, thread, threads);
    case id.GRU_GRADIENT:
      return gruGradient(command, thread, threads);
    case id.RNN:
      return rnn(command, thread, threads);
    case id.RNN_GRADIENT:
      return rnnGradient(command, thread, threads);
    case id.ACTIVATION_GRADIENT:
      return activationGradient(command, thread, threads);
    case id.SOFTMAX:
      return softmax(command, thread, threads);
    case id.SOFTMAX_GRADIENT:
      return softmaxGradient(command, thread, threads);
    case id.ROW_NORM:
      return rowNorm(command, thread, threads);
    case id.ROW_NORM_GRADIENT:
      return rowNormGradient(command, thread, threads);
    case id.PART_NORM:
      return partNorm(command, thread, threads);
    case id.PART_NORM_GRADIENT:
      return partNormGradient(command, thread, threads);
    case id.PART_NORM_SUMS:
      return partNormSums(command, thread, threads);
  }
}
