/**
 * What the server's process is started with. A check leaves garbage and little else: a small young generation is swept
 * more often and spares the room that V8 would keep for three large ones.
 */
export const serverFlags: readonly string[] = ['--max-semi-space-size=2'];
