import { isErrorNamed } from '../errors/is-seam-error.ts';

/** The stack at the place of a call. It is formatted only when an error shows it. */
export interface Caller {
  readonly stack?: string;
}

/**
 * The number of lines to keep. After an await, Node may put a line of its own between the call and the function that waits for
 * it. Each line costs time in every call.
 */
const maxLines = 3;

/** Captures the stack above `method`, the function that was called. */
export const callerOf = (method: (...args: never[]) => unknown): Caller => {
  // eslint-disable-next-line typescript/no-unnecessary-condition -- absent in Firefox before version 138
  if (!Error.captureStackTrace) return new Error();
  const caller: Caller = {};
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = Math.min(stackTraceLimit, maxLines);
  } catch {
    // Frozen in a hardened realm: its limit applies.
  }
  Error.captureStackTrace(caller, method);
  if (Error.stackTraceLimit !== stackTraceLimit) Error.stackTraceLimit = stackTraceLimit;
  return caller;
};

/**
 * Replaces an error's stack with that of the call. The original one contains only lines of this package and its transport,
 * because a stack has ten lines by default.
 */
export const showCaller = (error: Error, { stack }: Caller): void => {
  if (typeof stack !== 'string') return;
  const first = stack.indexOf('\n    at ');
  if (first !== -1) error.stack = `${String(error)}${stack.slice(first)}`;
  // Firefox and Safari: `function@address`, without the message.
  else if (stack.includes('@')) error.stack = stack;
};

/** Rethrows an error, with the stack of the call when it is a SeamError. */
export const rethrowAt =
  (caller: Caller) =>
  (error: unknown): never => {
    if (isErrorNamed(error)) showCaller(error, caller);
    throw error;
  };
