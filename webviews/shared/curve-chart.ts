/**
 * A chart of curves over steps: a function from data to a DOM node. Two series: every training step, drawn faintly and
 * smoothed over it, and the validation points. A line of text says what is under the cursor, or the latest values.
 */
import uPlot from 'uplot';
import { element } from './dom.ts';
import { decimate, smoothed } from './series.ts';
import { readColors } from './theme.ts';

export interface Curves {
  /** One value per step; none where only the validation is measured. */
  readonly train: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** One value per epoch. */
  readonly validation: { readonly x: readonly number[]; readonly y: readonly number[] };
}

export interface ChartOptions {
  readonly title: string;
  /** A value for people: `0.123` or `97.1%`. */
  readonly format: (value: number) => string;
  /** The same on the axis. */
  readonly tick: (value: number) => string;
  /** The bounds of the value axis where they are known. */
  readonly range?: readonly [number, number];
  /** There is no curve of the training. */
  readonly validationOnly?: boolean;
}

export interface CurveChart {
  readonly node: HTMLElement;
  update(curves: Curves): void;
  /** The theme changed: draw again in its colours. */
  redraw(): void;
}

const HEIGHT = 220;
/** Points per series at most: more than a screen has columns only costs time. */
const MOST_POINTS = 2000;

export function curveChart(options: ChartOptions): CurveChart {
  const plot = element('div', { class: 'plot' });
  const summary = element('p', { class: 'summary', role: 'status', 'aria-live': 'off' });
  const legend = element(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    ...(options.validationOnly ? [] : [element('span', { class: 'key train' }), 'training']),
    element('span', { class: 'key validation' }),
    'validation',
  );
  const node = element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element('h2', {}, options.title), legend),
    plot,
    summary,
  );
  let chart: uPlot | null = null;
  let data: uPlot.AlignedData = [[], [], [], []];
  let curves: Curves = { train: { x: [], y: [] }, validation: { x: [], y: [] } };

  const say = (index: number | null | undefined) => {
    const text = index == null ? latest(curves, options.format) : describe(data, index, options.format);
    if (summary.textContent !== text) summary.textContent = text;
  };
  const make = () => {
    chart?.destroy();
    chart = new uPlot(plotOptions(options, plot.clientWidth || 600, say), data, plot);
  };
  new ResizeObserver(() => {
    if (plot.clientWidth > 0) chart?.setSize({ width: plot.clientWidth, height: HEIGHT });
  }).observe(plot);

  return {
    node,
    update(next) {
      curves = next;
      data = align(next);
      if (chart === null) make();
      else chart.setData(data);
      plot.setAttribute('role', 'img');
      plot.setAttribute('aria-label', `${options.title}. ${latest(next, options.format)}`);
      if (chart?.cursor.idx == null) say(null);
    },
    redraw: make,
  };
}

/** The latest values in words: the chart's text alternative. */
function latest({ train, validation }: Curves, format: ChartOptions['format']): string {
  const last = train.y.at(-1);
  const checked = validation.y.at(-1);
  if (last === undefined)
    return checked === undefined ? 'No steps yet.' : `Step ${validation.x.at(-1)}: validation ${format(checked)}`;
  const smooth = smoothed(train.y).at(-1) ?? last;
  const end = checked === undefined ? '' : `, validation ${format(checked)}`;
  return `Step ${train.x.at(-1)}: training ${format(smooth)}${end}`;
}

function describe(data: uPlot.AlignedData, index: number, format: ChartOptions['format']): string {
  const [x, , smooth, validation] = data;
  const parts = [
    smooth?.[index] == null ? '' : `training ${format(smooth[index])}`,
    validation?.[index] == null ? '' : `validation ${format(validation[index])}`,
  ];
  return `Step ${x[index]}: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Both series over one axis of steps: x, training, training smoothed, validation. */
function align({ train, validation }: Curves): uPlot.AlignedData {
  const smooth = smoothed(train.y);
  const kept = decimate(train.x, train.y, MOST_POINTS);
  const steps = [...new Set([...kept.map((i) => train.x[i] ?? 0), ...validation.x])].sort((a, b) => a - b);
  const at = new Map(kept.map((i) => [train.x[i] ?? 0, i]));
  const checked = new Map(validation.x.map((x, i) => [x, validation.y[i] ?? null]));
  const pick = (values: readonly number[]) =>
    steps.map((step) => {
      const i = at.get(step);
      return i === undefined ? null : (values[i] ?? null);
    });
  return [steps, pick(train.y), pick(smooth), steps.map((step) => checked.get(step) ?? null)];
}

function plotOptions(
  { tick, range }: ChartOptions,
  width: number,
  say: (index: number | null | undefined) => void,
): uPlot.Options {
  const colors = readColors();
  const axis = {
    stroke: colors.muted,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: range === undefined ? {} : { range: [range[0], range[1]] } },
    axes: [
      { ...axis, size: 32, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000] },
      { ...axis, size: 52, values: (_, values) => values.map(tick) },
    ],
    series: [
      {},
      { stroke: colors.train, width: 1, alpha: 0.25, spanGaps: true, points: { show: false } },
      { stroke: colors.train, width: 2, spanGaps: true, points: { show: false } },
      { stroke: colors.validation, width: 2, spanGaps: true, points: { show: true, size: 6, fill: colors.validation } },
    ],
    hooks: { setCursor: [({ cursor }) => say(cursor.idx)] },
  };
}
