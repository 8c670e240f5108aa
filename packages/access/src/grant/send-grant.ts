import { type CallOptions, type Outcome, withResponse } from '@org/seam-core';
import { type ChangeResult, failureOf } from '../changes/changes.ts';

/** The result of the grant of a door. `unknown`: Seam may have applied it. */
export interface SentGrant extends ChangeResult {
  readonly outcome: 'done' | Outcome;
}

/** Sends a grant. A failure is a result, an abort as well. */
export const sendGrant = async <TParams>(
  method: (params: TParams, options?: CallOptions) => Promise<unknown>,
  params: TParams,
  options: CallOptions,
): Promise<SentGrant> => {
  try {
    const { requestId } = await withResponse(method, params, options);
    return { outcome: 'done', request_ids: requestId === undefined ? [] : [requestId] };
  } catch (error) {
    return failureOf(error);
  }
};
