import type { AnyEndpoint, endpoints, Handlers } from '@org/seam-core';
import type { ServerRequest } from '../http/request.ts';
import type { Slot } from './concurrency-limit.ts';

/** The second argument of every handler. */
export interface HandlerContext {
  /** Aborted when the caller closes the connection. */
  readonly signal?: AbortSignal | undefined;
}

type DeepPartial<TTree> = TTree extends (...args: never[]) => unknown
  ? TTree
  : { readonly [K in keyof TTree]?: DeepPartial<TTree[K]> };

/** The functions behind the exposed endpoints: a Seam client, a fake's handlers, or your own functions. */
export type SeamHandlers = DeepPartial<Handlers<typeof endpoints, HandlerContext>>;

/** One target for all requests, or a function that selects it by request, such as a client per tenant. */
export type TargetOf<TRequest, TSeam extends SeamHandlers = SeamHandlers> =
  TSeam | ((req: TRequest) => TSeam | Promise<TSeam>);

/** A request and its state while the router processes it. */
export interface RequestContext<TRequest> {
  readonly request: ServerRequest;
  /** The request object of the runtime or the framework. */
  readonly req: TRequest;
  readonly requestId: string;
  /** By `performance.now()`: the clock may be set meanwhile. */
  readonly startedAt: number;
  /** Its slot in the concurrency limit. */
  slot?: Slot;
  endpoint?: AnyEndpoint;
  actor?: string | undefined;
  params?: Readonly<Record<string, unknown>>;
  /** The target of the request, or the error of the function that selects it. */
  target?: { readonly value: SeamHandlers } | { readonly error: unknown };
  isAllowed?: boolean;
  /** The target's function was called. An error before that means that nothing changed. */
  isForwarded?: true;
  /** A change failed and may have been applied. */
  mayHaveActed?: boolean;
  upstreamRequestId?: string | undefined;
  /** Starts the timeout of a function of the application, and returns the function that stops it. */
  startTimeout?: () => () => void;
  /** The work that continues after that timeout. It never rejects. */
  lateWork?: Promise<void>;
  isResponseReady?: true;
}

/** @throws the error of the function that selects the target */
export const targetOfRequest = ({ target }: RequestContext<unknown>): SeamHandlers => {
  if (target && 'value' in target) return target.value;
  throw target?.error;
};
