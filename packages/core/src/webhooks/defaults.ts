/** The defaults of the receiver's options. Times are in milliseconds. */
export const webhookDefaults = {
  tolerance: 300_000,
  handlerTimeout: 12_000,
  storeTimeout: 5_000,
  lease: 300_000,
  bodyTimeout: 10_000,
  maxBufferedBytes: 16_777_216,
  maxInFlight: 100,
  maxWaiting: 5000,
} as const;
