/** The one thing this room takes from its host: UTF-8, alike in Node and browsers. */
declare global {
  class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
  }

  class TextDecoder {
    constructor(label: string, options?: { readonly fatal?: boolean });
    decode(bytes: Uint8Array): string;
  }
}

export {};
