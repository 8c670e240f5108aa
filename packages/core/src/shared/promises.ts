/**
 * Calls a listener and does not wait for it. An error it throws or rejects with goes to `onFailure`, or is dropped, so that a
 * failing listener does not change the result of the operation it is notified of.
 */
export const notify = (listener: () => unknown, onFailure: (error: unknown) => unknown = () => {}): void => {
  // An error of onFailure itself is dropped.
  new Promise((resolve) => resolve(listener())).catch(onFailure).catch(() => {});
};

/** Resolves like `work`, or rejects with `toError()` after `ms` milliseconds. The work itself continues. */
export const withTimeout = async <TValue>(
  ms: number,
  work: Promise<TValue>,
  toError: () => Error,
): Promise<TValue> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(toError()), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    // A rejection after the timeout has no handler.
    work.catch(() => {});
  }
};
