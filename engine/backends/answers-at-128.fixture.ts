/** Stands in for a process whose V8 ends when it is asked for vectors of 256 bits. */
process.on('message', () => {
  if (process.env.NETWRIGHT_SIMD !== '128') process.abort();
  process.send?.({ device: 'WebAssembly relaxed SIMD, 1 thread', gpu: false, versions: {} });
});
