/** Stops the process in good order when it is told to end. Told twice, it ends at once. */
export const stopOn = (signals: readonly NodeJS.Signals[], stop: () => Promise<void>): void => {
  for (const signal of signals) process.once(signal, () => void stop());
};
