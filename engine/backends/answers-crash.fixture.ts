/** A probe that crashes, as a broken driver would. */
console.error('the driver is gone');
process.abort();
