/** When Seam is asked to come again with what could not be acted on now. */
export const retryLater = { retryAfterMs: 5_000 } as const;
