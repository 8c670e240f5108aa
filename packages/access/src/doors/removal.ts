import type { AcsCredential, AcsSystemError, AcsUser } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import type { Reason, Removal, WaitsFor } from './door.ts';
import type { AccessFacts, CodeDevice } from './facts.ts';

/** The errors of an access system in which nothing can be changed until it is connected again. */
const disconnections: readonly AcsSystemError['error_code'][] = [
  'acs_system_disconnected',
  'account_disconnected',
  'seam_bridge_disconnected',
  'bridge_disconnected',
  'visionline_instance_unreachable',
  'provider_service_unavailable',
  'salto_ks_certification_expired',
];

/** What a change in an access system waits for. */
export const systemWait = (
  { acs_systems = [] }: AccessFacts,
  acs_system_id: string | undefined,
): WaitsFor | undefined => {
  const system = acs_systems.find((other) => other.acs_system_id === acs_system_id);
  return system?.errors.some(({ error_code }) => disconnections.includes(error_code))
    ? 'access_system_disconnected'
    : undefined;
};

/** What a change of a code on a device waits for. */
export const deviceWait = (device: CodeDevice | undefined): WaitsFor | undefined =>
  device?.properties.online === false ? 'device_offline' : undefined;

/** The removal by a change, which may have been requested already, and may have to wait. */
export const removalBy = (
  change: Change,
  {
    requested = false,
    waits_for,
  }: { readonly requested?: boolean; readonly waits_for?: WaitsFor | undefined } = {},
): Removal => ({
  possible: true,
  change,
  ...(requested ? { requested } : {}),
  ...(waits_for === undefined ? {} : { waits_for }),
});

/** Whether Seam shows that an object is being deleted. */
export const isBeingDeleted = ({
  warnings,
}: {
  readonly warnings: readonly { readonly warning_code: string }[];
}): boolean => warnings.some(({ warning_code }) => warning_code === 'being_deleted');

const mutationsOf = ({ pending_mutations = [] }: AcsUser) => pending_mutations;

/** Whether an ACS user is being deleted. */
export const isUserLeaving = (user: AcsUser): boolean =>
  isBeingDeleted(user) || mutationsOf(user).some(({ mutation_code }) => mutation_code === 'deleting');

/** Whether an ACS user is being removed from an access group. */
export const isMemberLeaving = (user: AcsUser, acs_access_group_id: string): boolean =>
  isUserLeaving(user) ||
  mutationsOf(user).some(
    (mutation) =>
      (mutation.mutation_code === 'updating_group_membership' &&
        mutation.from.acs_access_group_id === acs_access_group_id) ||
      (mutation.mutation_code === 'deferring_group_membership_update' &&
        mutation.acs_access_group_id === acs_access_group_id &&
        mutation.variant === 'removing'),
  );

/** The types of credentials of access systems whose cards hold what they open, and whose locks need no connection. */
const typesOnCard: ReadonlySet<string | undefined> = new Set([
  'assa_abloy_vostio_key',
  'dormakaba_ambiance_credential',
  'hotek_card',
  'salto_space_key',
  'visionline_card',
]);

/** The same for access systems whose credentials have no type of their own: the types of these systems and of their users. */
const ownerTypesOnCard: ReadonlySet<string | undefined> = new Set([
  'dormakaba_community_site',
  'dormakaba_community_user',
]);

/**
 * Whether a credential is on a card that keeps what it opens, whatever is changed in its access system. `user`: its ACS user,
 * where that is known.
 */
export const isOnCard = (
  { acs_systems = [] }: Pick<AccessFacts, 'acs_systems'>,
  { access_method, is_issued, acs_system_id, external_type, visionline_metadata }: AcsCredential,
  user?: Pick<AcsUser, 'external_type'>,
): boolean => {
  const isCard = access_method === 'card' && is_issued !== false && visionline_metadata?.is_valid !== false;
  const system = acs_systems.find((other) => other.acs_system_id === acs_system_id);
  const isOwner = [user, system].some((owner) => ownerTypesOnCard.has(owner?.external_type));
  return isCard && (isOwner || typesOnCard.has(external_type));
};

/** Whether a moment has passed when the facts were read. Without a clock, nothing has. */
export const hasPassed = (
  { read_at }: Pick<AccessFacts, 'read_at'>,
  moment: string | null | undefined,
): boolean =>
  typeof moment === 'string' && read_at !== undefined && Date.parse(moment) <= Date.parse(read_at);

/** The latency of access that begins after the facts were read. */
export const notBegun = (
  { read_at }: Pick<AccessFacts, 'read_at'>,
  starts_at: string | null | undefined,
): Reason['latent'] =>
  typeof starts_at === 'string' && read_at !== undefined && Date.parse(starts_at) > Date.parse(read_at)
    ? { cause: 'not_begun', from: starts_at }
    : undefined;
