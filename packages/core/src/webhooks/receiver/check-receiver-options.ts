import { checkRanges, longestTimer } from '../../check-ranges.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { checkFunctions } from './check-functions.ts';
import { checkLease } from './check-lease.ts';
import { checkWebhookHandlers } from './check-webhook-handlers.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';

/**
 * Refuses options that would show themselves with the first delivery otherwise.
 * @throws SeamConfigError that names the option
 */
export const checkReceiverOptions = (options: WebhookReceiverOptions): void => {
  checkRanges(options, {
    tolerance: [0, Number.MAX_SAFE_INTEGER],
    handlerTimeout: [1, longestTimer],
    storeTimeout: [1, longestTimer],
    lease: [1, longestTimer],
    maxInFlight: [1, Number.MAX_SAFE_INTEGER],
    maxWaiting: [0, Number.MAX_SAFE_INTEGER],
  });
  for (const name of ['maxInFlight', 'maxWaiting'] as const)
    if (!Number.isInteger(options[name] ?? 0))
      throw new SeamConfigError(`The option ${name} is a whole number, and here it is ${options[name]}.`);
  checkFunctions(options, ['now', 'onDelivery', 'onError']);
  checkLease(options);
  checkWebhookHandlers(options);
};
