import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessMethodEventFields, codesOfMethod, entrancesOfMethod } from './rules.ts';

/** Revokes an access method that is issued. It can be issued again. */
export const revokeMethod = (world: World, method: AccessMethodRow): void => {
  if (!method.is_issued) return;
  world.state.accessMethods.patch(method.access_method_id, { is_issued: false, issued_at: null });
  writeEvent(world, 'access_method.revoked', accessMethodEventFields(world, method));
};

/**
 * Whether an access method has a code, a credential with an entrance, or is a mobile key, which only needs the user
 * identity. An access method whose access was revoked has none of these.
 */
export const hasParts = (world: World, { access_method_id, mode }: AccessMethodRow): boolean =>
  codesOfMethod(world, access_method_id).length > 0 ||
  entrancesOfMethod(world, access_method_id).length > 0 ||
  (mode === 'mobile_key' && world.state.methodExceptions.rightsOf(access_method_id).length === 0);

/** Revokes an access method that opens nothing any more. A card is not to be encoded then. */
export const revokeWhenEmpty = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || hasParts(world, method)) return;
  if (method.mode === 'card')
    world.state.accessMethods.patch(access_method_id, {
      is_encoding_required: false,
      is_ready_for_encoding: false,
      is_ready_for_assignment: false,
    });
  revokeMethod(world, method);
};
