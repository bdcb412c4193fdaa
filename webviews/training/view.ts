/** The panel as elements: made once, changed in place, so that focus and selection stay where they are. */
import type { Scores } from '../../engine/protocol/records.ts';
import type { Connection, FromTrainingView } from '../protocol/training.ts';
import { type CurveChart, curveChart } from '../shared/curve-chart.ts';
import { control, element } from '../shared/dom.ts';
import { duration, grouped, loss, percent, tick } from '../shared/format.ts';
import type { TrainingModel } from './model.ts';
import { leftOut, notesOf } from './notes.ts';
import { describeStatus, type Status } from './status.ts';

export class TrainingView {
  readonly node: HTMLElement;
  readonly #title = element('h1');
  readonly #status = element('p', { class: 'status', role: 'status', 'aria-live': 'polite' });
  readonly #bar = element('progress', { max: '1', value: '0', 'aria-label': 'Progress of the run' });
  readonly #left = element('span', { class: 'left' });
  readonly #stop = control('vscode-button', { appearance: 'primary' }, 'Stop');
  readonly #resume = control('vscode-button', { appearance: 'primary' }, 'Resume');
  readonly #facts = element('dl', { class: 'facts' });
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #passedOver = element('ul');
  readonly #backends = element(
    'details',
    { class: 'backends' },
    element('summary', {}, 'Why this backend'),
    this.#passedOver,
  );
  readonly #loss = curveChart({ title: 'Loss', format: loss, tick });
  readonly #accuracy = curveChart({
    title: 'Accuracy',
    format: percent,
    tick: (share) => `${tick(100 * share)}%`,
    range: [0, 1],
  });
  readonly #charts = element('div', { class: 'charts' }, this.#loss.node, this.#accuracy.node);
  /** By the name of the metric. */
  readonly #metrics = new Map<string, CurveChart>();
  readonly #heads = element('tr');
  readonly #rows = element('tbody');
  readonly #notes = element('ul', { class: 'notes', 'aria-label': 'What happened' });
  #shownEpochs: TrainingModel['epochs'] | null = null;
  #shownBest: TrainingModel['best'] = null;
  #shownEvents: TrainingModel['events'] | null = null;
  #connection: Connection | null = null;

  constructor(post: (message: FromTrainingView) => void) {
    const opener = (label: string, what: 'model' | 'folder' | 'log') => {
      const button = control('vscode-button', { appearance: 'secondary' }, label);
      button.addEventListener('click', () => post({ type: 'open', what }));
      return button;
    };
    this.#asks(this.#stop, 'Stopping…', () => post({ type: 'stop' }));
    this.#asks(this.#resume, 'Resuming…', () => post({ type: 'resume' }));
    const actions = element(
      'div',
      { class: 'actions', role: 'group', 'aria-label': 'Run' },
      this.#stop,
      this.#resume,
      opener('Model', 'model'),
      opener('Run folder', 'folder'),
      opener('Log', 'log'),
    );
    const table = element(
      'table',
      {},
      element('caption', { class: 'hidden' }, 'Scores of every epoch'),
      element('thead', {}, this.#heads),
      this.#rows,
    );
    this.node = element(
      'article',
      {},
      element('header', {}, element('div', { class: 'heading' }, this.#title, this.#status), actions),
      element('div', { class: 'progress' }, this.#bar, this.#left),
      this.#problem,
      this.#notes,
      this.#facts,
      this.#backends,
      this.#charts,
      element('section', { 'aria-label': 'Epochs' }, table),
    );
  }

  /** A button that says what it waits for, until the connection is another. It keeps the focus: it is not disabled. */
  #asks(button: HTMLElement, meanwhile: string, ask: () => void): void {
    button.addEventListener('click', () => {
      if (button.hasAttribute('aria-disabled')) return;
      button.setAttribute('aria-disabled', 'true');
      button.textContent = meanwhile;
      ask();
    });
  }

  #updateActions(connection: Connection, state: Status['state']): void {
    const stoppable = connection.state === 'live' && (state === 'running' || state === 'connecting');
    const resumable = state === 'stopped' || state === 'failed' || state === 'lost';
    const focused = [this.#stop, this.#resume].includes(document.activeElement as HTMLElement);
    if (connection !== this.#connection) {
      this.#connection = connection;
      for (const [button, label] of [
        [this.#stop, 'Stop'],
        [this.#resume, 'Resume'],
      ] as const) {
        button.removeAttribute('aria-disabled');
        button.textContent = label;
      }
    }
    this.#stop.hidden = !stoppable;
    this.#resume.hidden = !resumable;
    // One takes the other's place, under the keyboard too.
    if (focused && (stoppable || resumable)) (stoppable ? this.#stop : this.#resume).focus();
  }

  redraw(): void {
    this.#loss.redraw();
    this.#accuracy.redraw();
    for (const chart of this.#metrics.values()) chart.redraw();
  }

  #updateMetrics(model: TrainingModel): void {
    for (const name of model.metrics) {
      const chart = this.#metrics.get(name) ?? curveChart({ title: name, format: measure, tick, validationOnly: true });
      if (!this.#metrics.has(name)) {
        this.#metrics.set(name, chart);
        this.#charts.append(chart.node);
      }
      chart.update(model.metricCurves(name));
    }
  }

  update(model: TrainingModel): void {
    const { info, progress, connection, end } = model;
    const live = connection.state === 'live' && end === null;
    this.#title.textContent = info === null ? 'Training' : `${info.job.graph.model} on ${info.job.settings.data.name}`;
    const status = describeStatus(model);
    if (this.#status.textContent !== status.text) this.#status.textContent = status.text;
    this.node.dataset.state = status.state;
    this.#bar.value = end?.reason === 'finished' ? 1 : (progress?.done ?? 0);
    this.#left.textContent =
      live && progress?.secondsLeft !== undefined
        ? `${duration(progress.secondsLeft)} left`
        : end === null
          ? ''
          : duration(end.seconds);
    this.#updateActions(connection, status.state);
    this.#problem.hidden = status.problem === null;
    if (this.#problem.textContent !== (status.problem ?? '')) this.#problem.textContent = status.problem ?? '';
    this.#updateNotes(model);
    this.#updateFacts(model);
    this.#updateBackends(model);
    this.#loss.update(model.lossCurves);
    this.#accuracy.node.hidden = !model.hasAccuracy;
    this.#accuracy.update(model.accuracyCurves);
    this.#updateMetrics(model);
    this.#updateRows(model);
  }

  #updateNotes({ events }: TrainingModel): void {
    if (events === this.#shownEvents) return;
    this.#shownEvents = events;
    const notes = notesOf(events);
    this.#notes.hidden = notes.length === 0;
    this.#notes.replaceChildren(...notes.map((note) => element('li', {}, note)));
  }

  #updateFacts({ start, info, step, imagesPerSecond, best, events }: TrainingModel): void {
    const corrupt = leftOut(events);
    const total = start === null ? null : start.epochs * start.stepsPerEpoch;
    const facts: [string, string][] = [
      ['Step', total === null ? '–' : `${grouped(step)} of ${grouped(total)}`],
      ['Best validation', best === null ? '–' : `${bestOf(best.val)} in epoch ${best.epoch}`],
      ['Speed', imagesPerSecond === null ? '–' : `${grouped(Math.round(imagesPerSecond))} images/s`],
      ['Parameters', info?.job.graph.params == null ? '–' : grouped(info.job.graph.params)],
      ['Backend', info?.backend === undefined ? '–' : `${info.backend.chosen} (${info.backend.device})`],
    ];
    const items = corrupt === 1 ? 'item' : 'items';
    if (corrupt > 0) facts.push(['Left out', `${grouped(corrupt)} ${items} that could not be read`]);
    this.#facts.replaceChildren(
      ...facts.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    );
  }

  #updateBackends({ info }: TrainingModel): void {
    const passedOver = info?.backend?.passedOver ?? [];
    this.#backends.hidden = passedOver.length === 0;
    if (this.#passedOver.childElementCount === passedOver.length) return;
    this.#passedOver.replaceChildren(
      ...passedOver.map(({ backend, reason }) =>
        element('li', {}, element('strong', {}, backend), ` was passed over: ${reason}`),
      ),
    );
  }

  #updateRows({ epochs, best, hasAccuracy, metrics }: TrainingModel): void {
    if (epochs === this.#shownEpochs && best === this.#shownBest) return;
    this.#shownEpochs = epochs;
    this.#shownBest = best;
    const accuracy = (part: string) => (hasAccuracy ? [`${part} accuracy`] : []);
    const heads = ['Epoch', 'Training loss', ...accuracy('Training'), 'Validation loss', ...accuracy('Validation')];
    this.#heads.replaceChildren(...[...heads, ...metrics, 'Time'].map((head) => element('th', { scope: 'col' }, head)));
    const rows = [...epochs].reverse().map((record) => {
      const { epoch, train, val, seconds } = record;
      const cells = [
        loss(train.loss),
        ...(hasAccuracy ? [percent(train.accuracy ?? Number.NaN)] : []),
        loss(val.loss),
        ...(hasAccuracy ? [percent(val.accuracy ?? Number.NaN)] : []),
        ...metrics.map((name) => measure(val.metrics?.[name] ?? Number.NaN)),
        `${seconds.toFixed(1)} s`,
      ];
      const row = element(
        'tr',
        {},
        element('th', { scope: 'row' }, record === best ? `${epoch} (best)` : `${epoch}`),
        ...cells.map((cell) => element('td', {}, cell)),
      );
      if (record === best) row.className = 'best';
      return row;
    });
    this.#rows.replaceChildren(...rows);
  }
}

/** Four digits, whatever the metric measures. */
const measure = (value: number): string => (Number.isNaN(value) ? '–' : value.toPrecision(4));

const bestOf = ({ accuracy, metrics = {}, loss: lost }: Scores): string => {
  const [first] = Object.entries(metrics);
  if (first !== undefined) return `${first[0]} ${measure(first[1] ?? Number.NaN)}`;
  return accuracy === undefined ? `loss ${loss(lost)}` : percent(accuracy);
};
