// Checks by tag or shape instead of `instanceof`, which fails for values of another realm, as in Jest and jsdom.

/** Whether a value is an object in the sense of JSON: not null, not an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

/** Whether a value is an error, also one of another realm. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error || ['[object Error]', '[object DOMException]'].includes(tagOf(value));

const viewOf = (value: unknown): Uint8Array | undefined => {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer = ['[object ArrayBuffer]', '[object SharedArrayBuffer]'].includes(tagOf(value));
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined;
};

/**
 * The bytes of a buffer or a view, also of another realm; `undefined` for any other value. Shared memory is copied, because
 * it may change between a check and its use.
 */
export const bytesOf = (value: unknown): Uint8Array | undefined => {
  const view = viewOf(value);
  return view && tagOf(view.buffer) === '[object SharedArrayBuffer]' ? new Uint8Array(view) : view;
};
