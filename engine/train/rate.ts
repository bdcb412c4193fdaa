/** How the learning rate of a stage goes, step by step. */
import type { StageSettings } from '../../model/settings.ts';
import {
  type Moment,
  type Pace,
  type PlateauState,
  paceAt,
  plateauAfterEpoch,
  plateauStart,
  takesSnapshot,
} from '../schedules/index.ts';

export class LearningRate {
  readonly #stage: StageSettings;
  readonly #stepsPerEpoch: number;
  #state: PlateauState;

  /** `state`: of a stage that goes on. */
  constructor(stage: StageSettings, stepsPerEpoch: number, state: PlateauState | null) {
    this.#stage = stage;
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#state = state ?? plateauStart;
  }

  #moment(step: number): Moment {
    return { step, stepsPerEpoch: this.#stepsPerEpoch, epochs: this.#stage.epochs };
  }

  /** `step` counts from 0 within the stage. */
  at(step: number): Pace {
    const { schedule, optimizer } = this.#stage;
    return paceAt(schedule, this.#moment(step), optimizer.args.lr as number, this.#state);
  }

  /** Whether the weights are kept after this step: a cycle ends. */
  endsCycle(step: number): boolean {
    return takesSnapshot(this.#stage.schedule, this.#moment(step));
  }

  /** After a validation; `step` is the first of the next epoch. */
  endEpoch(step: number, loss: number): void {
    this.#state = plateauAfterEpoch(this.#stage.schedule, this.#moment(step), this.#state, loss);
  }

  /** What it keeps, for the checkpoint: plain data. */
  get state(): PlateauState {
    return this.#state;
  }
}
