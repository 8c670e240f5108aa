/** What `Object.prototype.toString` says of a value. It is the same in every realm, unlike `instanceof`. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

const viewOf = (value: unknown): Uint8Array | undefined => {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer = ['[object ArrayBuffer]', '[object SharedArrayBuffer]'].includes(tagOf(value));
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined;
};

/**
 * The bytes of a buffer or a view, also of one from another realm, as in Jest and jsdom; `undefined` for anything else.
 * Shared memory is copied: it may change between a check and its use.
 */
export const bytesOf = (value: unknown): Uint8Array | undefined => {
  const view = viewOf(value);
  return view && tagOf(view.buffer) === '[object SharedArrayBuffer]' ? new Uint8Array(view) : view;
};
