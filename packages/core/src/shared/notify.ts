/**
 * Calls a listener and does not wait for it. What it throws or rejects with goes to `onFailure`, or is dropped: a listener
 * that fails must not change the result of what it is notified of.
 */
export const notify = (listener: () => unknown, onFailure: (error: unknown) => unknown = () => {}): void => {
  // A second failure, in onFailure itself, has nowhere to go.
  new Promise((resolve) => resolve(listener())).catch(onFailure).catch(() => {});
};
