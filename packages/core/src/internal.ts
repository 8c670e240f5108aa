/** `@org/seam-core/internal`: for the packages of this repository. It changes without notice; nothing here is public. */
export { isEndpoint, mapEndpoints } from './map-endpoints.ts';
export { valueAt } from './value-at.ts';
export {
  checkOptions,
  describeValue,
  longestTimer,
  rules,
  type OptionRule,
  type OptionRules,
} from './check-options.ts';
export { bytesOf } from './bytes-of.ts';
export { isError } from './is-error.ts';
export { webhookReceiverRules } from './webhooks/receiver/check-receiver-options.ts';
export { notify } from './notify.ts';
export { suggest } from './suggest.ts';
export { guardRules } from './server/option-rules.ts';
