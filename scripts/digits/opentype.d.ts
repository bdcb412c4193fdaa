/** The part of opentype.js that is used; the package brings no types. */
declare module 'opentype.js' {
  const opentype: {
    parse(bytes: ArrayBufferLike): {
      getPath(text: string, x: number, y: number, size: number): { readonly commands: readonly unknown[] };
    };
  };
  export default opentype;
}
