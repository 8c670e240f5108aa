/** Calls a hook. What it throws is its own affair and does not disturb the call. */
export const tell = <TEvent>(hook: ((event: TEvent) => void) | undefined, event: TEvent): void => {
  try {
    hook?.(event);
  } catch {
    // A log that fails must not turn a revocation into a failure.
  }
};
