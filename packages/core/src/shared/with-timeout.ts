/** What a promise becomes, or, when that takes longer than `ms` milliseconds, the error; the work itself goes on. */
export const withTimeout = async <TValue>(
  ms: number,
  work: Promise<TValue>,
  toError: () => Error,
): Promise<TValue> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(toError()), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
    // Nobody listens any more when it fails later.
    work.catch(() => {});
  }
};
