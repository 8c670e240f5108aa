/** The stack at the place that made a call. Formatting it is left until an error shows it. */
export interface Caller {
  readonly stack?: string;
}

/** The stack above `method`, which is the function being called. */
export const callerOf = (method: (...args: never[]) => unknown): Caller => {
  // eslint-disable-next-line typescript/no-unnecessary-condition -- absent in Firefox before version 138
  if (!Error.captureStackTrace) return new Error();
  const caller: Caller = {};
  Error.captureStackTrace(caller, method);
  return caller;
};

/**
 * Shows an error at the line that made the call. The lines it replaces are those of this package and of its transport,
 * and fill the ten that a stack has by default.
 */
export const showCaller = (error: Error, { stack }: Caller): void => {
  if (typeof stack !== 'string') return;
  const first = stack.indexOf('\n    at ');
  if (first !== -1) error.stack = `${String(error)}${stack.slice(first)}`;
  // Firefox and Safari: `function@address`, without the message.
  else if (stack.includes('@')) error.stack = stack;
};
