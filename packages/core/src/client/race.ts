interface Limits {
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeout?: number;
  /** The error after the timeout. */
  readonly toError?: () => Error;
}

/** Settles like `work`, or rejects when the signal is aborted or the time is over. The work itself continues. */
export const race = async <TValue>(
  work: Promise<TValue>,
  { signal, timeout, toError }: Limits,
): Promise<TValue> => {
  let end = () => {};
  const ended = new Promise<never>((_, reject) => {
    const abort = () => reject(new Error('aborted'));
    const timer = toError && setTimeout(() => reject(toError()), timeout);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    end();
  }
};

/** Resolves after `ms` milliseconds, or when the signal is aborted. */
export const delay = (ms: number, signal: AbortSignal | undefined): Promise<unknown> =>
  race(new Promise(() => {}), { signal, timeout: ms, toError: () => new Error('over') }).catch(() => {});
