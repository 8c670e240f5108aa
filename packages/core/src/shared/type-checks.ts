// Checks by tag or shape instead of `instanceof`, which fails for values of another realm, as in Jest and jsdom.

/** Whether a value is an object in the sense of JSON: not null, not an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object that are not `undefined`. */
export const omitUndefined = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

/** The built-in type of a value: `Object`, `Array`, `Map`. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** Whether a value is an error, also one of another realm. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error || ['Error', 'DOMException'].includes(tagOf(value));

const viewOf = (value: unknown): Uint8Array | undefined => {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer = ['ArrayBuffer', 'SharedArrayBuffer'].includes(tagOf(value));
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined;
};

/**
 * The bytes of a buffer or a view, also of another realm; `undefined` for any other value. Shared memory is copied, because
 * it may change between a check and its use.
 */
export const bytesOf = (value: unknown): Uint8Array | undefined => {
  const view = viewOf(value);
  return view && tagOf(view.buffer) === 'SharedArrayBuffer' ? new Uint8Array(view) : view;
};
