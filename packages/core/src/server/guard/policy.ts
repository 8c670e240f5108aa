import type { EndpointPath, ParamsByPath } from '../../generated/endpoints/paths.ts';
import type { Denial } from '../decide.ts';
import type { Exposable, ExposedPath } from './expose.ts';
import type { SeamHandlers } from './seam-target.ts';

/** A call that waits for your decision. `endpoint` tells which parameters it has. */
export type CallToDecide<TPath extends EndpointPath, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [P in TPath]: {
    readonly req: TRequest;
    readonly endpoint: P;
    /** Exactly what will be sent, frozen to its depth; UUIDs are in lower case. */
    readonly params: Readonly<ParamsByPath[P]>;
    /** What the call will go to: for looking up what the parameters name before you decide. */
    readonly seam: TSeam;
  };
}[TPath];

/** Only `true` lets a call through. A reason to deny is told as 401, 403 or 404. */
export type Decision = boolean | { readonly deny: Denial };

/** Decides about a call. */
export type Policy<TCall> = (call: TCall) => Decision | Promise<Decision>;

/** One policy per entry of `expose`; one of a path goes before the one of its wildcard. */
export type PolicyMap<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> = {
  readonly [E in TEntry]: Policy<CallToDecide<ExposedPath<E>, TRequest, TSeam>>;
} & {
  readonly [P in ExposedPath<TEntry>]?: Policy<CallToDecide<P, TRequest, TSeam>>;
};

/** One policy for all that is exposed, or one per entry. */
export type Authorize<TEntry extends Exposable, TRequest = Request, TSeam = SeamHandlers> =
  Policy<CallToDecide<ExposedPath<TEntry>, TRequest, TSeam>> | PolicyMap<TEntry, TRequest, TSeam>;
