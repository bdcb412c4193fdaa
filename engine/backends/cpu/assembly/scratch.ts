/** What each thread has for itself: instances share memory, not globals. */

/** Bytes of memory that only this thread writes. */
export let scratch: usize = 0;

export function setScratch(place: usize): void {
  scratch = place;
}
