import type { AnyEndpoint, endpoints, Handlers } from '@org/seam-core';
import type { ServerRequest } from '../http/request.ts';
import type { Slot } from './concurrency-limit.ts';
import type { CallContext } from './kernel-options.ts';

type DeepPartial<TTree> = TTree extends (...args: never[]) => unknown
  ? TTree
  : { readonly [K in keyof TTree]?: DeepPartial<TTree[K]> };

/** What answers the exposed endpoints: a Seam client, a fake's handlers, or functions of your own. */
export type SeamHandlers = DeepPartial<Handlers<typeof endpoints, CallContext>>;

/** The same for all requests, or chosen by request: a client per tenant. */
export type TargetOf<TRequest, TSeam extends SeamHandlers = SeamHandlers> =
  TSeam | ((req: TRequest) => TSeam | Promise<TSeam>);

/** What is found out about a call while it is answered. */
interface RequestState {
  readonly requestId: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** The room it takes up among others, once it was let in. */
  slot?: Slot;
  endpoint?: AnyEndpoint;
  actor?: string | undefined;
  params?: Readonly<Record<string, unknown>>;
  /** What the call goes to, or why there is none. */
  seam?: { readonly found: SeamHandlers } | { readonly fault: unknown };
  isAllowed?: boolean;
  /** The target's function was called. What fails before that has changed nothing. */
  isForwarded?: true;
  /** It was a change, failed, and may have been made all the same. */
  mayHaveActed?: boolean;
  upstreamRequestId?: string | undefined;
}

/** A call with the request it came in and what is known of it. */
export interface RequestContext<TRequest> extends ServerRequest {
  readonly req: TRequest;
  readonly state: RequestState;
}

/** @throws whatever kept the target of the call from being found */
export const targetOfRequest = ({ state: { seam } }: RequestContext<unknown>): SeamHandlers => {
  if (seam && 'found' in seam) return seam.found;
  throw seam?.fault;
};
