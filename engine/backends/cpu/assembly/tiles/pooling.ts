/** See `../pooling-tiles.ts`. */
export function addToFirst(
  x: usize, y: usize, dy: usize, dx: usize, bytes: usize,
  planes: i32, planeStep: usize, rows: i32, rowStep: usize, columns: i32, columnStep: usize,
): void {
  for (let c: usize = 0; c + 64 <= bytes; c += 64) {
    const most0 = v128.load(y + c);
    const most1 = v128.load(y + c, 16);
    const most2 = v128.load(y + c, 32);
    const most3 = v128.load(y + c, 48);
    let left0 = v128.load(dy + c);
    let left1 = v128.load(dy + c, 16);
    let left2 = v128.load(dy + c, 32);
    let left3 = v128.load(dy + c, 48);
    for (let i = 0; i < planes; i++) {
      for (let j = 0; j < rows; j++) {
        const row = c + <usize>i * planeStep + <usize>j * rowStep;
        let from = x + row;
        let to = dx + row;
        for (let k = columns; k > 0; k--) {
          const here0 = f32x4.eq(v128.load(from), most0);
          const here1 = f32x4.eq(v128.load(from, 16), most1);
          const here2 = f32x4.eq(v128.load(from, 32), most2);
          const here3 = f32x4.eq(v128.load(from, 48), most3);
          const sum0 = f32x4.add(v128.load(to), v128.and(left0, here0));
          const sum1 = f32x4.add(v128.load(to, 16), v128.and(left1, here1));
          const sum2 = f32x4.add(v128.load(to, 32), v128.and(left2, here2));
          const sum3 = f32x4.add(v128.load(to, 48), v128.and(left3, here3));
          v128.store(to, sum0);
          v128.store(to, sum1, 16);
          v128.store(to, sum2, 32);
          v128.store(to, sum3, 48);
          left0 = v128.andnot(left0, here0);
          left1 = v128.andnot(left1, here1);
          left2 = v128.andnot(left2, here2);
          left3 = v128.andnot(left3, here3);
          from += columnStep;
          to += columnStep;
        }
      }
    }
  }
}
