import type { AccessGrant, UnmanagedAccessGrant } from '@org/seam-core';
import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { finishGrantDeletion, isBeingDeleted } from '../access-methods/finish-deletion.ts';
import { deleteAccessMethod, deletionWarning, requestMethodDeletion } from '../access-methods/record.ts';
import { pendingOfGrant } from './pending.ts';
import { methodsOfGrant } from './rules.ts';
import { scheduleEnd } from './times.ts';

/** The fields of an added access grant. Only `user_identity_id` is required. */
export type AccessGrantOverrides = Partial<AccessGrantRow> & {
  readonly user_identity_id: string;
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
  readonly space_ids?: readonly string[] | undefined;
};

/** Adds an access grant that starts now and has no access methods. */
export const addAccessGrant = (
  world: World,
  workspace_id: string,
  { device_ids = [], acs_entrance_ids = [], space_ids = [], ...overrides }: AccessGrantOverrides,
): AccessGrantRow => {
  const { state, ids, clock } = world;
  const now = clock.timestamp();
  const grant = state.accessGrants.insert({
    access_grant_id: ids.next('access_grant'),
    name: null,
    display_name: overrides.name ?? 'Access grant',
    requested_access_methods: [],
    created_at: now,
    starts_at: now,
    ends_at: null,
    is_managed: true,
    pending_mutations: [],
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });
  const { access_grant_id } = grant;
  for (const id of device_ids) state.grantDevices.add(access_grant_id, id);
  for (const id of acs_entrance_ids) state.grantEntrances.add(access_grant_id, id);
  for (const id of space_ids) state.grantSpaces.add(access_grant_id, id);
  scheduleEnd(world, grant);
  return grant;
};

const keysOf = (world: World, access_grant_id: string): Partial<AccessGrant> => {
  const keys = methodsOfGrant(world, access_grant_id).filter(({ mode }) => mode === 'mobile_key');
  const [first] = keys;
  return {
    ...(first?.client_session_token === undefined
      ? {}
      : { client_session_token: first.client_session_token }),
    ...(keys.length === 1 && first?.instant_key_url !== undefined
      ? { instant_key_url: first.instant_key_url }
      : {}),
  };
};

type Requested = AccessGrantRow['requested_access_methods'][number];

/** A requested access method, without the access methods that were deleted. */
const withExistingMethods =
  ({ state }: World) =>
  (requested: Requested): Requested => ({
    ...requested,
    created_access_method_ids: requested.created_access_method_ids.filter(
      (id) => state.accessMethods.get(id) !== undefined,
    ),
  });

/** The fields that managed and unmanaged access grants have in common. */
const presentShared = (
  world: World,
  grant: AccessGrantRow,
): UnmanagedAccessGrant & { user_identity_id: string } => {
  const {
    is_managed: _,
    customer_key: __,
    access_grant_key: ___,
    customization_profile_id: ____,
    ...row
  } = grant;
  const { state } = world;
  const { access_grant_id } = row;
  const space_ids = state.grantSpaces.rightsOf(access_grant_id);
  const pending = pendingOfGrant(world, grant);
  return {
    ...row,
    pending_mutations: [...row.pending_mutations, ...pending.mutations],
    warnings: [...row.warnings, ...pending.warnings],
    access_method_ids: state.grantMethods.rightsOf(access_grant_id),
    space_ids,
    location_ids: space_ids,
    requested_access_methods: row.requested_access_methods.map(withExistingMethods(world)),
  };
};

/** A managed access grant as the API shows it, with its current access methods and spaces. */
export const presentAccessGrant =
  (world: World) =>
  (row: AccessGrantRow): AccessGrant => {
    const { access_grant_key, customization_profile_id } = row;
    return {
      ...presentShared(world, row),
      ...keysOf(world, row.access_grant_id),
      ...(access_grant_key === undefined ? {} : { access_grant_key }),
      ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
    };
  };

/** An unmanaged access grant as the API shows it, without its key. */
export const presentUnmanagedAccessGrant =
  (world: World) =>
  (row: AccessGrantRow): UnmanagedAccessGrant =>
    presentShared(world, row);

/** The access methods of an access grant that no other access grant has. */
const ownMethods = (world: World, access_grant_id: string): AccessMethodRow[] =>
  methodsOfGrant(world, access_grant_id).filter(
    ({ access_method_id }) => world.state.grantMethods.leftsOf(access_method_id).length === 1,
  );

const leaveSharedMethods = ({ state }: World, access_grant_id: string): void => {
  for (const method of state.grantMethods.rightsOf(access_grant_id))
    if (state.grantMethods.leftsOf(method).length > 1) state.grantMethods.delete(access_grant_id, method);
};

/**
 * Requests the deletion of an access grant with its access methods. It is deleted once these are; until then it shows
 * the warning `being_deleted`. A repeated request tries again what failed.
 */
export const requestGrantDeletion = (world: World, grant: AccessGrantRow): void => {
  const { access_grant_id, warnings } = grant;
  const deleting = isBeingDeleted(grant)
    ? grant
    : world.state.accessGrants.patch(access_grant_id, { warnings: [...warnings, deletionWarning(world)] });
  leaveSharedMethods(world, access_grant_id);
  for (const method of ownMethods(world, access_grant_id)) requestMethodDeletion(world, method);
  if (deleting) finishGrantDeletion(world, deleting);
};

/** Deletes an access grant with its access methods at once. */
export const deleteAccessGrant = (world: World, grant: AccessGrantRow): void => {
  leaveSharedMethods(world, grant.access_grant_id);
  for (const method of ownMethods(world, grant.access_grant_id)) deleteAccessMethod(world, method);
  finishGrantDeletion(world, grant);
};
