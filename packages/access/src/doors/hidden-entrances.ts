import type { AcsUser } from '@org/seam-core';
import type { Reason } from './door.ts';
import type { AccessFacts } from './facts.ts';
import { notBegun } from './removal.ts';

/** Errors and warnings with which an access system lets an ACS user in nowhere, until they end. */
const shutOut: ReadonlySet<string> = new Set([
  'acs_user_inactive',
  'failed_to_create_on_acs_system',
  'latch_conflict_with_resident_user',
  'salto_ks_subscription_limit_exceeded',
  'salto_ks_user_not_subscribed',
]);

/**
 * Why an ACS user opens nothing now, whatever it was granted. Seam does not list the entrances of such an ACS user, so an empty
 * list is no proof that they were revoked.
 */
export const whyHidden = (
  facts: Pick<AccessFacts, 'read_at'>,
  { is_suspended, access_schedule, salto_ks_metadata, errors, warnings }: AcsUser,
): Reason['latent'] => {
  if (is_suspended === true) return { cause: 'suspended' };
  const later = notBegun(facts, access_schedule?.starts_at);
  if (later) return later;
  const isShutOut =
    salto_ks_metadata?.is_subscribed === false ||
    errors.some(({ error_code }) => shutOut.has(error_code)) ||
    warnings.some(({ warning_code }) => shutOut.has(warning_code));
  return isShutOut ? { cause: 'inactive' } : undefined;
};
