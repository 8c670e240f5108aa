import { type CallOptions, type Outcome, type Seam, withResponse } from '@org/seam-core';
import { type ChangeResult, failureOf } from '../changes/changes.ts';
import type { Clock } from '../offboarding/clock.ts';
import { noteUnknownGrant } from '../revoke/unknown-grants.ts';

/** The result of the grant of a door. `unknown`: Seam may have applied it. */
export interface SentGrant extends ChangeResult {
  readonly outcome: 'done' | Outcome;
}

/** Whom a grant is for, and what it is sent with. */
export interface Grantee {
  readonly seam: Seam;
  readonly user_identity_id: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Sends a grant. A failure is a result, an abort as well. Revocations learn of every attempt that may still arrive: of an
 * unknown outcome, and of attempts before the one that succeeded.
 */
export const sendGrant = async <TParams>(
  { seam, user_identity_id, clock, signal }: Grantee,
  method: (params: TParams, options?: CallOptions) => Promise<unknown>,
  params: TParams,
): Promise<SentGrant> => {
  const note = () => noteUnknownGrant(seam, user_identity_id, clock.now().getTime());
  try {
    const { requestId, attempts } = await withResponse(method, params, { signal });
    if (attempts > 1) note();
    return { outcome: 'done', request_ids: requestId === undefined ? [] : [requestId] };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.outcome === 'unknown') note();
    return failure;
  }
};
