/** When Seam is asked to come again with what could not be acted on now. */
export const comeAgain = { retryAfterMs: 5_000 } as const;
