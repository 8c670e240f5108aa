import {
  type CallOptions,
  isSeamError,
  type Outcome,
  type ParamsByPath,
  type Seam,
  withResponse,
} from '@org/seam-core';

/** Every change that a workflow makes, by the endpoint's path. */
const methods = {
  '/acs/users/revoke_access_to_all_entrances': (seam: Seam) => seam.acs.users.revokeAccessToAllEntrances,
  '/acs/users/suspend': (seam: Seam) => seam.acs.users.suspend,
  '/acs/users/remove_from_access_group': (seam: Seam) => seam.acs.users.removeFromAccessGroup,
  '/acs/credentials/delete': (seam: Seam) => seam.acs.credentials.delete,
  '/access_grants/delete': (seam: Seam) => seam.accessGrants.delete,
  '/access_codes/delete': (seam: Seam) => seam.accessCodes.delete,
  '/access_codes/unmanaged/delete': (seam: Seam) => seam.accessCodes.unmanaged.delete,
  '/client_sessions/delete': (seam: Seam) => seam.clientSessions.delete,
  '/instant_keys/delete': (seam: Seam) => seam.instantKeys.delete,
  '/phones/deactivate': (seam: Seam) => seam.phones.deactivate,
  '/user_identities/revoke_access_to_device': (seam: Seam) => seam.userIdentities.revokeAccessToDevice,
  '/user_identities/remove_acs_user': (seam: Seam) => seam.userIdentities.removeAcsUser,
  '/user_identities/delete': (seam: Seam) => seam.userIdentities.delete,
};

export type ChangePath = keyof typeof methods;

/** A change, as plain data: the endpoint's path and its parameters. */
export type Change = {
  [K in ChangePath]: { readonly path: K; readonly params: ParamsByPath[K] };
}[ChangePath];

/** The result of a change. `already_absent`: what it removes did not exist any more. */
export type ChangeOutcome = 'done' | 'already_absent' | Outcome;

export interface ChangeResult {
  readonly outcome: ChangeOutcome;
  /** Seam's ids of the requests, to be quoted to its support. */
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error; absent after a success. */
  readonly error?: string;
}

/** Whether the change has taken effect as far as Seam says. Only a read shows that the door is closed. */
export const isApplied = ({ outcome }: ChangeResult): boolean =>
  outcome === 'done' || outcome === 'already_absent';

/** Seam's error type, or the class of the error. */
export const errorType = (error: unknown): string => {
  if (isSeamError(error, 'SeamApiError')) return error.type;
  return error instanceof Error ? error.name : 'unknown';
};

/** The access codes that changes delete. */
export const accessCodesOf = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) => (change.path === '/access_codes/delete' ? [change.params.access_code_id] : []));

/** Whether Seam responded that something does not exist: with a type of its own, about what the request is for. */
export const isAbsent = (error: unknown): boolean =>
  isSeamError(error, 'SeamNotFoundError') &&
  /(^|_)not_found$/.test(error.type) &&
  error.type !== 'workspace_not_found';

/** For `catch`: `undefined` for what does not exist. @throws every other error */
export const ifFound = (error: unknown): undefined => {
  if (!isAbsent(error)) throw error;
  return undefined;
};

/** The failure of a request as a result. @throws errors that are not the client's */
export const failureOf = (error: unknown): ChangeResult & { readonly outcome: Outcome } => {
  if (!isSeamError(error)) throw error;
  const request_ids = error.requestId === undefined ? [] : [error.requestId];
  return { outcome: error.outcome, request_ids, error: errorType(error) };
};

/**
 * Sends a change. Every failure is a result, an abort by the caller too: its `outcome` says whether the change may have been
 * applied.
 */
export const applyChange = async (
  seam: Seam,
  change: Change,
  options: CallOptions = {},
): Promise<ChangeResult> => {
  const method = methods[change.path](seam) as (params: object, options?: CallOptions) => Promise<unknown>;
  try {
    const { requestId } = await withResponse(method, change.params, options);
    return { outcome: 'done', request_ids: requestId === undefined ? [] : [requestId] };
  } catch (error) {
    const failure = failureOf(error);
    return isAbsent(error) ? { ...failure, outcome: 'already_absent' } : failure;
  }
};
