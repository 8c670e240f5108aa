/** Whether it is an error, also of another realm: in Jest, those of Node are no `instanceof Error`. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error ||
  ['[object Error]', '[object DOMException]'].includes(Object.prototype.toString.call(value));
