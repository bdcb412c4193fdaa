/** Layers over steps. */

export const sequenceLayers = {} as const;
