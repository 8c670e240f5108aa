import type { endpoints, Handlers } from '@org/seam-core';
import type { CallContext } from '@org/seam-core/server';
import type { Request } from 'express';

type DeepPartial<TTree> = TTree extends (...args: never[]) => unknown
  ? TTree
  : { readonly [K in keyof TTree]?: DeepPartial<TTree[K]> };

/** What answers the exposed endpoints: a Seam client, a fake's handlers, or functions of your own. */
export type SeamHandlers = DeepPartial<Handlers<typeof endpoints, CallContext>>;

/** The same for all requests, or chosen by request: a client per tenant. */
export type SeamTarget = SeamHandlers | ((req: Request) => SeamHandlers | Promise<SeamHandlers>);
