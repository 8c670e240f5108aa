import type { CallOptions } from './options.ts';

/** What came with a result. */
export interface ResponseFacts {
  readonly status: number;
  readonly headers: Headers;
  /** Seam's id of the request, for its support. */
  readonly requestId: string | undefined;
  /** How often the call was sent. */
  readonly attempts: number;
}

/** The option by which `withResponse` hears of a response. */
export const collectResponse: unique symbol = Symbol('collectResponse');

/** Options of a call that is listened to. */
export interface Collecting extends CallOptions {
  [collectResponse]?: (response: ResponseFacts) => void;
}
