import { Confusion } from './confusion.ts';
import type { MetricRun } from './metric-run.ts';

/** Of the classes that are there or were found: right/(true + found − right). */
export const mean_iou: MetricRun = {
  better: 'higher',
  start({ ignore }) {
    const confusion = new Confusion();
    return {
      add: (outputs, compared) => confusion.add(outputs, compared, ignore as number),
      value() {
        const rows = confusion.rows();
        const each = rows.flatMap((row, c) => {
          const truth = row.reduce((a, b) => a + b, 0);
          const found = rows.reduce((sum, other) => sum + other[c], 0);
          const union = truth + found - row[c];
          return union === 0 ? [] : [row[c] / union];
        });
        return each.length === 0 ? null : each.reduce((a, b) => a + b, 0) / each.length;
      },
    };
  },
};
