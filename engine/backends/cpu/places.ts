/** Places in the memory of the machine: those that last, and those of operations, which work where a plan tells them to. */
import { Allocator } from './allocator.ts';

export class Places {
  readonly #lasting: Allocator;
  /** Where operations work for now, and where that ends. */
  #work: { readonly places: Allocator; readonly end: number } | null = null;

  /** `reserve` makes memory reach to an address, or throws. */
  constructor(begin: number, reserve: (end: number) => void) {
    this.#lasting = new Allocator(begin, reserve);
  }

  /** Bytes from the first place to the end of the last, at most. */
  get reach(): number {
    return this.#lasting.reach;
  }

  /** How many that last are taken. */
  get count(): number {
    return this.#lasting.places;
  }

  /** Where operations work, or else where there is room. */
  take(bytes: number): number {
    return this.#work?.places.takeBelow(bytes, this.#work.end) ?? this.takeLasting(bytes);
  }

  takeLasting(bytes: number): number {
    return this.#lasting.take(bytes);
  }

  takeNew(bytes: number): number {
    return this.#lasting.takeNew(bytes);
  }

  give(place: number): void {
    (this.#work?.places.holds(place) === true ? this.#work.places : this.#lasting).give(place);
  }

  /** Operations work there from now on, or for 0 bytes where there is room. */
  workAt(place: number, bytes: number): void {
    this.#work = bytes === 0 ? null : { places: new Allocator(place, () => {}), end: place + bytes };
  }
}
