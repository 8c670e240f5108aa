import { type CallOptions, isSeamError, type Outcome, withResponse } from '@org/seam-core';

/** The result of the grant of a door. `unknown`: Seam may have applied it. */
export interface SentGrant {
  readonly outcome: 'done' | Outcome;
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error. */
  readonly error?: string;
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
    if (!isSeamError(error)) throw error;
    return {
      outcome: error.outcome,
      request_ids: error.requestId === undefined ? [] : [error.requestId],
      error: isSeamError(error, 'SeamApiError') ? error.type : error.name,
    };
  }
};
