/** `@org/seam-core`: the client, its errors and the contract. */

// The client
export {
  createSeam,
  createSeamFrom,
  type Seam,
  type SeamOf,
  type WithoutWaiting,
} from './client/create-seam.ts';
export type { PathRequests, RequestArguments, RequestResult } from './client/request.ts';
export type * from './client/generated/index.ts';
export type {
  CallOptions,
  NonWaitingSeamOptions,
  RetryOptions,
  SeamHeaders,
  SeamOptions,
  WaitOptions,
} from './client/options.ts';
export type { HookEvent, SeamHooks } from './client/options.ts';
export type { ResponseFacts } from './client/with-response.ts';
export { paginate, type Page, type Paginated } from './client/pagination.ts';
export { waitForActionAttempt } from './client/action-attempts.ts';
export type { SucceededActionAttempt } from './client/action-attempts.ts';
export { withResponse } from './client/with-response.ts';

// The contract: the whole tree, its resources by name, and their types
export { endpoints } from './contract/endpoints.ts';
export * from './contract/generated/endpoints/index.ts';
export {
  endpoint,
  type ActionMethod,
  type AnyEndpoint,
  type Api,
  type Endpoint,
  type EndpointTree,
  type Variant,
  type Handlers,
  type NoParams,
  type Replay,
  type ResultKind,
  type Verb,
  type Waiting,
} from './contract/endpoint.ts';
export type { EndpointPath, ParamsByPath, ResultByPath } from './contract/generated/endpoints/paths.ts';
export type * from './contract/generated/endpoints/types.ts';
export type * from './contract/generated/models/index.ts';

// Errors
export { isSeamError, type SeamErrors } from './errors/is-seam-error.ts';
export { SeamError, type Outcome } from './errors/seam-error.ts';
export { SeamAbortError } from './errors/transport-errors.ts';
export { SeamActionAttemptFailedError } from './errors/action-attempt-errors.ts';
export { SeamActionAttemptTimeoutError } from './errors/action-attempt-errors.ts';
export { SeamActionAttemptUnknownError } from './errors/action-attempt-errors.ts';
export { SeamApiError } from './errors/api-errors.ts';
export { SeamConfigError } from './errors/seam-error.ts';
export { SeamConnectionError, type ConnectionErrorCode } from './errors/transport-errors.ts';
export { SeamForbiddenError } from './errors/api-errors.ts';
export { SeamInvalidInputError } from './errors/api-errors.ts';
export { SeamInvalidResponseError, type InvalidResponseReason } from './errors/transport-errors.ts';
export { SeamNotFoundError } from './errors/api-errors.ts';
export { SeamRateLimitError } from './errors/api-errors.ts';
export { SeamServerError } from './errors/api-errors.ts';
export { SeamTimeoutError, type TimeoutPhase } from './errors/transport-errors.ts';
export { SeamUnauthorizedError } from './errors/api-errors.ts';
export type { ValidationErrors } from './errors/api-errors.ts';
