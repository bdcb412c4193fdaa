/** Layers that change height and width without learning. */

export const resizingLayers = {} as const;
