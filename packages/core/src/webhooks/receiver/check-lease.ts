import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { webhookDefaults } from '../webhook-defaults.ts';

/**
 * Refuses a lease that may be over before a function is called: two names are claimed first.
 * @throws SeamConfigError
 */
export const checkLease = ({
  lease = webhookDefaults.lease,
  storeTimeout = webhookDefaults.storeTimeout,
}: {
  readonly lease?: number | undefined;
  readonly storeTimeout?: number | undefined;
}): void => {
  if (lease > 2 * storeTimeout) return;
  throw new SeamConfigError(
    `The option lease is ${lease}, and has to be more than twice storeTimeout, which is ${storeTimeout}: both in milliseconds.`,
  );
};
