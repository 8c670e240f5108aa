import type { SeamHandlers, TargetOf } from '@org/seam-core/server';
import type { Request } from 'express';

/** The same for all requests, or chosen by request: a client per tenant. */
export type SeamTarget<TSeam extends SeamHandlers = SeamHandlers> = TargetOf<Request, TSeam>;
