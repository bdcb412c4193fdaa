import { accuracy } from './accuracy.ts';
import { iou } from './iou.ts';
import { mean_average_precision } from './mean-average-precision.ts';
import { mean_error } from './mean-error.ts';
import { mean_iou } from './mean-iou.ts';
import { perplexity } from './perplexity.ts';
import { top_k } from './top-k.ts';

export const metrics = { accuracy, top_k, iou, mean_iou, mean_average_precision, perplexity, mean_error } as const;
