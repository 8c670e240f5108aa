import type { EndpointPath, ParamsByPath } from '@org/seam-core';
import type { KernelOptions } from '@org/seam-core/server';
import type { Request } from 'express';

/** A call that waits for your decision. `endpoint` tells which parameters it has. */
export type AuthorizeCall<TPath extends EndpointPath> = {
  readonly [P in TPath]: {
    readonly req: Request;
    readonly endpoint: P;
    /** Exactly what will be sent, frozen. */
    readonly params: Readonly<ParamsByPath[P]>;
  };
}[TPath];

export interface SeamRouterOptions<TPath extends EndpointPath> extends Pick<
  KernelOptions,
  'bodyLimit' | 'requestId'
> {
  /** The endpoints that may be called, one by one. All others do not exist for the caller. */
  readonly expose: readonly TPath[];
  /**
   * Decides about each call, after its parameters were found good: only `true` lets it through. Anything else is
   * answered with 403, a throw with 500, and neither reaches Seam.
   */
  readonly authorize: (call: AuthorizeCall<TPath>) => boolean | Promise<boolean>;
  /**
   * Hears of what the caller is not told: failures of Seam and faults of your functions.
   * @default writes the error to the console, as Express does
   */
  readonly onError?: ((error: unknown, request: { requestId: string; path: string }) => void) | undefined;
}
