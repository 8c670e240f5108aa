/** `@org/seam-core/internal`: for the packages of this repository. It changes without notice; nothing here is public. */
export { paginationOf, withPagination } from '../client/pagination.ts';
export { type ObservedCallOptions, collectResponse } from '../client/with-response.ts';
export {
  resultLoaders,
  type ResultModel,
  resultModels,
  resultParts,
} from '../contract/generated/results/loaders.ts';
export { schemaLoaders } from '../contract/generated/schemas/loaders.ts';
export { type InputIssue, invalidInput } from '../contract/invalid-input.ts';
export { isEndpoint, mapEndpoints, valueAt } from '../contract/tree.ts';
export { describeVariant, plainName } from '../contract/variants.ts';
export { type SeamInvalidInputErrorFacts, toApiError } from '../errors/api-errors.ts';
export { paramsSchema, uuid } from '../schemas/params-schema.ts';
export { bytesOf } from './bytes-of.ts';
export {
  checkOptions,
  describeValue,
  longestTimer,
  type OptionRule,
  type OptionRules,
  rules,
} from './check-options.ts';
export { isError } from './is-error.ts';
export { isObject } from './is-object.ts';
export { notify } from './notify.ts';
export { suggest } from './suggest.ts';
export { withTimeout } from './with-timeout.ts';
export { webhookDefaults } from '../webhooks/defaults.ts';
export { headerPairs } from '../webhooks/request.ts';
export { readWebhookHeaders } from '../webhooks/verify.ts';
export { toQuery } from '../client/serialize.ts';
