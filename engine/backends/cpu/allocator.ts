/**
 * Places for tensors in a range of memory that grows at its end: first fit, with neighbours joined when they are free.
 * A step that takes and gives back what the last one did finds the same places, so memory stays as large as it was.
 */

/** Bytes; every place begins at a multiple. */
const ALIGNMENT = 64;

const bytesOf = (size: number) => Math.max(ALIGNMENT, Math.ceil(size / ALIGNMENT) * ALIGNMENT);

export class Allocator {
  readonly #begin: number;
  /** Free places before the end, by address. */
  readonly #free: { at: number; bytes: number }[] = [];
  readonly #taken = new Map<number, number>();
  readonly #reserve: (end: number) => void;
  #end: number;

  /** `reserve` makes memory reach to an address, or throws. */
  constructor(begin: number, reserve: (end: number) => void) {
    this.#begin = begin;
    this.#end = begin;
    this.#reserve = reserve;
  }

  /** Bytes from the first place to the end of the last: what memory has had to hold at most. */
  get reach(): number {
    return this.#end - this.#begin;
  }

  get places(): number {
    return this.#taken.size;
  }

  take(size: number): number {
    const bytes = bytesOf(size);
    const at = this.#fromFree(bytes) ?? this.#fromEnd(bytes);
    this.#taken.set(at, bytes);
    return at;
  }

  /** Like `take`, or `null` where the place would reach beyond an address. */
  takeBelow(size: number, limit: number): number | null {
    const bytes = bytesOf(size);
    const at = this.#fromFree(bytes) ?? (this.#next + bytes <= limit ? this.#fromEnd(bytes) : null);
    if (at !== null) this.#taken.set(at, bytes);
    return at;
  }

  /** Whether something that was taken lies there. */
  holds(at: number): boolean {
    return this.#taken.has(at);
  }

  /** A place that nothing has had before: what is written there at once meets no command that has not run yet. */
  takeNew(size: number): number {
    const bytes = bytesOf(size);
    const at = this.#end;
    this.#reserve(at + bytes);
    this.#end = at + bytes;
    this.#taken.set(at, bytes);
    return at;
  }

  #fromFree(bytes: number): number | undefined {
    const i = this.#free.findIndex((place) => place.bytes >= bytes);
    if (i < 0) return undefined;
    const place = this.#free[i];
    const { at } = place;
    place.at += bytes;
    place.bytes -= bytes;
    if (place.bytes === 0) this.#free.splice(i, 1);
    return at;
  }

  /** Where a place begins that lengthens the end: in what is free there. */
  get #next(): number {
    const last = this.#free.at(-1);
    return last !== undefined && last.at + last.bytes === this.#end ? last.at : this.#end;
  }

  #fromEnd(bytes: number): number {
    const at = this.#next;
    this.#reserve(at + bytes);
    if (at < this.#end) this.#free.pop();
    this.#end = at + bytes;
    return at;
  }

  give(at: number): void {
    const bytes = this.#taken.get(at);
    if (bytes === undefined) throw new Error(`Nothing lies at ${at}.`);
    this.#taken.delete(at);
    let i = this.#free.findIndex((place) => place.at > at);
    if (i < 0) i = this.#free.length;
    const before = this.#free[i - 1];
    const after = this.#free[i];
    const joinsBefore = before !== undefined && before.at + before.bytes === at;
    const joinsAfter = after !== undefined && at + bytes === after.at;
    if (joinsBefore) {
      before.bytes += bytes + (joinsAfter ? after.bytes : 0);
      if (joinsAfter) this.#free.splice(i, 1);
    } else if (joinsAfter) {
      after.at = at;
      after.bytes += bytes;
    } else this.#free.splice(i, 0, { at, bytes });
  }
}
