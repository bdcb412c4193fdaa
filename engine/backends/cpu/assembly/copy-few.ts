/** At most 8 numbers; a call to copy memory would take longer than the tile that they are of. */
@inline
export function copyFew(to: usize, from: usize, count: i32): void {
  let i: usize = 0;
  if (count & 8) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    return;
  }
  if (count & 4) {
    v128.store(to, v128.load(from));
    i = 16;
  }
  if (count & 2) {
    store<u64>(to + i, load<u64>(from + i));
    i += 8;
  }
  if (count & 1) store<u32>(to + i, load<u32>(from + i));
}
