/** `@org/seam-core/internal`: for the packages of this repository only. Not public: it may change in any release. */
export { paginationOf, withPagination } from '../client/pagination.ts';
export { beforeAttempt, collectResponse, type ObservedCallOptions } from '../client/with-response.ts';
export {
  resultLoaders,
  type ResultModel,
  resultModels,
  resultParts,
} from '../contract/generated/results/loaders.ts';
export { schemaLoaders } from '../contract/generated/schemas/loaders.ts';
export { type InputIssue, invalidInput } from '../contract/params.ts';
export { type ContractTexts, keyOf, loadTexts, paramsTypeOf } from '../contract/texts.ts';
export { isEndpoint, mapEndpoints, valueAt } from '../contract/tree.ts';
export { describeVariant, plainName } from '../contract/params.ts';
export { type SeamInvalidInputErrorFacts, toApiError } from '../errors/api-errors.ts';
export { paramsSchema, uuid } from '../schemas/params-schema.ts';
export {
  checkOptions,
  describeValue,
  longestTimer,
  type OptionRule,
  type OptionRules,
  rules,
} from './check-options.ts';
export { notify, withTimeout } from './promises.ts';
export { suggest } from './check-options.ts';
export { bytesOf, isError, isObject } from './type-checks.ts';
export { webhookDefaults } from '../webhooks/defaults.ts';
export { headerPairs } from '../webhooks/request.ts';
// Not from verify.ts, which imports the optional package standardwebhooks.
export { readWebhookHeaders } from '../webhooks/delivery-headers.ts';
export { toQuery } from '../client/serialize.ts';
