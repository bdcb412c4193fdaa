/** The one thing this room takes from its host: UTF-8, alike in Node and browsers. */
declare const TextEncoder: { new (): { encode(text: string): Uint8Array<ArrayBuffer> } };
declare const TextDecoder: {
  new (label: string, options?: { readonly fatal?: boolean }): { decode(bytes: Uint8Array): string };
};
