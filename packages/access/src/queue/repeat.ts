/** Repeats work at an interval, in milliseconds. A run is left out while the one before is in progress. */
export const repeat = (
  interval: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): NodeJS.Timeout => {
  let isBusy = false;
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    await work().catch(onError);
    isBusy = false;
  };
  return setInterval(() => void run(), interval);
};
