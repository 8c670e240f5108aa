import { isSeamError } from '../errors/is-seam-error.ts';

/** The stack at the place that made a call. Formatting it is left until an error shows it. */
export interface Caller {
  readonly stack?: string;
}

/** How many lines are kept: the one that made the call, and the one that led to it. Each costs time with every call. */
const longest = 2;

/** The stack above `method`, which is the function being called. */
export const callerOf = (method: (...args: never[]) => unknown): Caller => {
  // eslint-disable-next-line typescript/no-unnecessary-condition -- absent in Firefox before version 138
  if (!Error.captureStackTrace) return new Error();
  const caller: Caller = {};
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = Math.min(stackTraceLimit, longest);
  } catch {
    // Frozen, as in a hardened realm: then the stack is as long as it is there.
  }
  Error.captureStackTrace(caller, method);
  if (Error.stackTraceLimit !== stackTraceLimit) Error.stackTraceLimit = stackTraceLimit;
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

/** Throws an error on, shown at the line of the caller when it is one of ours. */
export const rethrowAt =
  (caller: Caller) =>
  (error: unknown): never => {
    if (isSeamError(error)) showCaller(error, caller);
    throw error;
  };
