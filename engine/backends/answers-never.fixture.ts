/** A probe that hangs, as a broken driver would. */
process.on('message', () => {});
