import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessMethodEventFields, credentialsOfMethod, grantsOfMethod } from './rules.ts';

/** Whether an access method or an access grant is deleted and waits for devices and access systems. */
export const isBeingDeleted = ({ warnings }: Pick<AccessGrantRow | AccessMethodRow, 'warnings'>): boolean =>
  warnings.some(({ warning_code }) => warning_code === 'being_deleted');

/** Deletes an access grant, and writes the event. Its access methods have to be deleted before. */
export const finishGrantDeletion = (
  world: World,
  { access_grant_id, workspace_id }: AccessGrantRow,
): void => {
  const { state } = world;
  if (state.grantMethods.rightsOf(access_grant_id).length > 0) return;
  for (const links of [state.grantDevices, state.grantEntrances, state.grantSpaces, state.grantExceptions])
    links.deleteLeft(access_grant_id);
  if (!state.accessGrants.delete(access_grant_id)) return;
  writeEvent(world, 'access_grant.deleted', { workspace_id, access_grant_id });
};

/** Deletes the row of an access method, and writes the event. */
export const removeMethod = (world: World, method: AccessMethodRow): void => {
  const { state } = world;
  const { access_method_id } = method;
  const eventFields = accessMethodEventFields(world, method);
  state.methodCredentials.deleteLeft(access_method_id);
  state.methodExceptions.deleteLeft(access_method_id);
  state.grantMethods.deleteRight(access_method_id);
  state.accessMethods.delete(access_method_id);
  writeEvent(world, 'access_method.deleted', eventFields);
};

/**
 * Finishes the deletion of an access method when no device has a code and no access system a credential of it. Then its
 * access grants may be finished, too.
 */
export const finishMethodDeletion = (world: World, method: AccessMethodRow): void => {
  const { access_method_id } = method;
  const { state } = world;
  if (!state.accessMethods.get(access_method_id)) return;
  if (state.accessCodes.countBy('access_method_id', access_method_id) > 0) return;
  if (credentialsOfMethod(world, access_method_id).length > 0) return;
  const grants = grantsOfMethod(world, access_method_id);
  removeMethod(world, method);
  for (const grant of grants) if (isBeingDeleted(grant)) finishGrantDeletion(world, grant);
};
