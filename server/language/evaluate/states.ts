/**
 * The states of a `recur` while its body runs. From where `next` gives a state its next value on, its name means that
 * value in the whole body, wherever the braces stand in which it was given. A state gets one next value a step.
 */
import type { Name } from '../syntax/tree.ts';
import { type Environment, type Tensor, unknownTensor } from './values.ts';

interface State {
  /** What the name means here. */
  readonly tensor: Tensor;
  /** Where its next value was given; `null`: it has none yet. */
  readonly given: Name | null;
  /** False where it was given under a condition that is not known. */
  readonly certain: boolean;
}

export class States {
  readonly #environment: Environment;
  #states = new Map<string, State>();

  /** The names stand in the scope of the body. */
  constructor(environment: Environment) {
    this.#environment = environment;
  }

  get names(): readonly string[] {
    return [...this.#states.keys()];
  }

  /** What the step begins with. */
  begin(name: string, tensor: Tensor): void {
    this.#set(name, { tensor, given: null, certain: true });
  }

  /** Gives a state its next value. The place where it had been given one already, if it had. */
  give(name: Name, tensor: Tensor): Name | null {
    const before = this.#states.get(name.text);
    this.#set(name.text, { tensor, given: name, certain: true });
    return before?.certain === true ? before.given : null;
  }

  /** The next value; `undefined` where it was given none. */
  next(name: string): Tensor | undefined {
    const state = this.#states.get(name);
    return state === undefined || state.given === null ? undefined : state.tensor;
  }

  /** Runs bodies of which one will be taken, which is not known: each begins where the first does. */
  either(bodies: readonly (() => void)[]): void {
    const before = this.#states;
    const after = bodies.map((body) => {
      const own = new Map(before);
      this.#states = own;
      for (const [name, state] of before) this.#set(name, state);
      body();
      return own;
    });
    this.#states = before;
    for (const [name, state] of [...before]) {
      const changed = after.map((states) => states.get(name) ?? state).filter((other) => other !== state);
      const [first] = changed;
      if (first === undefined) continue;
      const certain = changed.length === bodies.length && changed.every((other) => other.certain);
      this.#set(name, { tensor: unknownTensor, given: first.given, certain });
    }
  }

  #set(name: string, state: State): void {
    this.#states.set(name, state);
    this.#environment.define(name, state.tensor);
  }
}
