/**
 * Calls a listener without waiting for it. What it throws or rejects with goes to `onFault`, or is dropped: whoever it
 * listens to goes on all the same.
 */
export const callListener = (listen: () => unknown, onFault: (error: unknown) => void = () => {}): void => {
  const run = async (): Promise<void> => {
    try {
      await listen();
    } catch (error) {
      onFault(error);
    }
  };
  void run();
};
