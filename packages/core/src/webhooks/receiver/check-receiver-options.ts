import { checkOptions, rules, type OptionRules } from '../../check-options.ts';
import { webhookBodyLimit } from '../webhook-body-limit.ts';
import { checkLease } from './check-lease.ts';
import { checkWebhookHandlers } from './check-webhook-handlers.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';

/** What each option of a receiver accepts. */
export const webhookReceiverRules: OptionRules<WebhookReceiverOptions> = {
  // checkWebhookSecrets, checkWebhookHandlers and checkStore name the part that is wrong.
  secrets: rules.any,
  on: rules.any,
  store: rules.any,
  otherwise: rules.type('function'),
  tolerance: rules.milliseconds(0, Number.MAX_SAFE_INTEGER),
  handlerTimeout: rules.milliseconds(),
  storeTimeout: rules.milliseconds(),
  lease: rules.milliseconds(),
  bodyTimeout: rules.milliseconds(),
  maxBufferedBytes: rules.count(webhookBodyLimit),
  maxInFlight: rules.count(),
  maxWaiting: rules.count(0),
  onDelivery: rules.type('function'),
  onError: rules.type('function'),
  now: rules.type('function'),
};

/**
 * Refuses options that would fail with the first delivery otherwise.
 * @throws SeamConfigError that names the option
 */
export const checkReceiverOptions = (options: WebhookReceiverOptions): void => {
  checkOptions('createWebhookReceiver', options, webhookReceiverRules);
  checkLease(options);
  checkWebhookHandlers(options);
};
