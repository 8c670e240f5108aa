/** Hears of a fault, and of the call it came up in. What it throws or rejects with is dropped. */
export type FaultListener = (
  error: unknown,
  request: { requestId: string; path: string },
) => void | Promise<void>;
