import type { Handlers } from '../../endpoint.ts';
import type { endpoints } from '../../endpoints.ts';
import type { CallContext } from '../kernel-options.ts';

type DeepPartial<TTree> = TTree extends (...args: never[]) => unknown
  ? TTree
  : { readonly [K in keyof TTree]?: DeepPartial<TTree[K]> };

/** What answers the exposed endpoints: a Seam client, a fake's handlers, or functions of your own. */
export type SeamHandlers = DeepPartial<Handlers<typeof endpoints, CallContext>>;

/** The same for all requests, or chosen by request: a client per tenant. */
export type TargetOf<TRequest, TSeam extends SeamHandlers = SeamHandlers> =
  TSeam | ((req: TRequest) => TSeam | Promise<TSeam>);
