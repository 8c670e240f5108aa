/** `@org/seam-core`: the client, its errors and the contract. */

// The client
export { createSeam, createSeamFrom, type Seam } from './create-seam.ts';
export type { CallOptions, RetryOptions, SeamHeaders, SeamOptions, WaitOptions } from './options.ts';
export type { HookEvent, SeamHooks } from './hooks.ts';
export type { ResponseFacts } from './collect-response.ts';
export { paginate, type Page, type Paginated } from './paginate.ts';
export { waitForActionAttempt } from './wait-for-action-attempt.ts';
export type { SucceededActionAttempt } from './settle-action-attempt.ts';
export { withResponse } from './with-response.ts';

// The contract: the whole tree, its resources by name, and what it is made of
export { endpoints } from './endpoints.ts';
export * from './generated/endpoints/index.ts';
export {
  endpoint,
  type AnyEndpoint,
  type Api,
  type Endpoint,
  type EndpointTree,
  type Form,
  type Handlers,
  type NoParams,
  type Replay,
  type ResultKind,
  type Verb,
} from './endpoint.ts';
export type { EndpointPath, ParamsByPath } from './generated/endpoints/paths.ts';
export type * from './generated/endpoints/types.ts';
export type * from './generated/models/index.ts';

// Errors
export { isSeamError, type SeamErrors } from './errors/is-seam-error.ts';
export { SeamError, type Outcome } from './errors/seam-error.ts';
export { SeamAbortError } from './errors/seam-abort-error.ts';
export { SeamActionAttemptFailedError } from './errors/seam-action-attempt-failed-error.ts';
export { SeamActionAttemptTimeoutError } from './errors/seam-action-attempt-timeout-error.ts';
export { SeamActionAttemptUnknownError } from './errors/seam-action-attempt-unknown-error.ts';
export { SeamApiError } from './errors/seam-api-error.ts';
export { SeamConfigError } from './errors/seam-config-error.ts';
export { SeamConnectionError, type ConnectionErrorCode } from './errors/seam-connection-error.ts';
export { SeamForbiddenError } from './errors/seam-forbidden-error.ts';
export { SeamInvalidInputError } from './errors/seam-invalid-input-error.ts';
export {
  SeamInvalidResponseError,
  type InvalidResponseReason,
} from './errors/seam-invalid-response-error.ts';
export { SeamNotFoundError } from './errors/seam-not-found-error.ts';
export { SeamRateLimitError } from './errors/seam-rate-limit-error.ts';
export { SeamServerError } from './errors/seam-server-error.ts';
export { SeamTimeoutError, type TimeoutPhase } from './errors/seam-timeout-error.ts';
export { SeamUnauthorizedError } from './errors/seam-unauthorized-error.ts';
export type { ValidationErrors } from './errors/validation-errors.ts';
