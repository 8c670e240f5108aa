import type { AnyEndpoint } from '../../endpoint.ts';
import type { Call } from '../call.ts';
import type { SeamHandlers } from './seam-target.ts';
import type { Slot } from './traffic.ts';

/** What is found out about a call while it is answered. */
interface Note {
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
export interface Exchange<TRequest> extends Call {
  readonly req: TRequest;
  readonly note: Note;
}

/** @throws whatever kept the target of the call from being found */
export const seamOfExchange = ({ note: { seam } }: Exchange<unknown>): SeamHandlers => {
  if (seam && 'found' in seam) return seam.found;
  throw seam?.fault;
};
