/** The bundled TensorFlow.js, of which a process has one: which of its backends is in use is a state of the process. */
import * as tf from '@tensorflow/tfjs-core';

/** Whether it started. The package of the backend has to be loaded. */
export async function startBackend(name: string): Promise<boolean> {
  const started = await tf.setBackend(name);
  await tf.ready();
  return started;
}

/** Frees all that the backend holds. It can be started again: TensorFlow.js forgets how, so it is told. */
export function stopBackend(name: string): void {
  const factory = tf.findBackendFactory(name);
  tf.removeBackend(name);
  tf.registerBackend(name, factory);
}
