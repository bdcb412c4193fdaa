/** The class with the highest score or the largest share of each row of `classes` numbers; of equal ones the first. */
export function likeliest(rows: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: rows.length / classes }, (_, n) => {
    const start = n * classes;
    let best = start;
    for (let i = start + 1; i < start + classes; i++) if (rows[i] > rows[best]) best = i;
    return best - start;
  });
}
