import type {
  AccessGrantPendingMutation,
  AccessGrantWarning,
  AccessMethodPendingMutation,
} from '@org/seam-core';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { pendingOfMethod } from '../access-methods/pending.ts';

interface Pending {
  readonly mutations: AccessGrantPendingMutation[];
  readonly warnings: AccessGrantWarning[];
}

type OfKind<TCode> = Extract<AccessMethodPendingMutation, { readonly mutation_code: TCode }>;

const ofKind = <TCode extends AccessMethodPendingMutation['mutation_code']>(
  mutations: readonly AccessMethodPendingMutation[],
  code: TCode,
): OfKind<TCode>[] => mutations.filter((one): one is OfKind<TCode> => one.mutation_code === code);

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/**
 * What an access grant is waiting for, from what its access methods are waiting for: changes of its devices and of its
 * times. While access is missing, or is not removed yet, it shows that as a warning, too.
 */
export const pendingOfGrant = (world: World, grant: AccessGrantRow): Pending => {
  const methods = world.state.grantMethods
    .rightsOf(grant.access_grant_id)
    .map((access_method_id) => ({ access_method_id, mutations: pendingOfMethod(world, access_method_id) }));
  const all = methods.flatMap(({ mutations }) => mutations);
  if (all.length === 0) return { mutations: [], warnings: [] };

  const [provisioning, revoking] = [ofKind(all, 'provisioning_access'), ofKind(all, 'revoking_access')];
  const places = [...provisioning, ...revoking];
  const [place] = places;
  const timed = methods.filter(({ mutations }) => ofKind(mutations, 'updating_access_times').length > 0);
  const [times] = ofKind(all, 'updating_access_times');
  const access_method_ids = timed.map(({ access_method_id }) => access_method_id);
  const isLeaving = isBeingDeleted(grant);
  const isWarned = grant.warnings.some(({ warning_code }) => warning_code === 'underprovisioned_access');

  const mutations: AccessGrantPendingMutation[] = [];
  const warnings: AccessGrantWarning[] = [];
  if (place)
    mutations.push({
      mutation_code: 'updating_spaces',
      message: 'The devices and entrances are being changed.',
      created_at: place.created_at,
      from: { device_ids: unique(places.flatMap(({ from }) => from.device_ids)) },
      to: { device_ids: unique(places.flatMap(({ to }) => to.device_ids)) },
    });
  if (provisioning[0] && !isLeaving && !isWarned)
    warnings.push({
      warning_code: 'underprovisioned_access',
      message: 'Access to some doors is still being provided.',
      created_at: provisioning[0].created_at,
    });
  if (revoking[0] && !isLeaving)
    warnings.push({
      warning_code: 'overprovisioned_access',
      message: 'Access to some doors is still being removed.',
      created_at: revoking[0].created_at,
    });
  if (times) {
    const { from, to, created_at } = times;
    const message = 'The access times are being changed.';
    mutations.push({
      mutation_code: 'updating_access_times',
      message,
      created_at,
      access_method_ids,
      from,
      to,
    });
    warnings.push({ warning_code: 'updating_access_times', message, created_at, access_method_ids });
  }
  return { mutations, warnings };
};
