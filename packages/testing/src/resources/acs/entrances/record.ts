import type { AcsEntrance } from '@org/seam-core';
import type { AcsEntranceRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { loseAccess } from '../../access-methods/lose-access.ts';
import { writeEvent } from '../../events/write-event.ts';
import { supportsMethod, systemTypeOf } from '../systems/system-types.ts';
import { brandMetadata, isGuestDoor } from './brand-metadata.ts';

const unlinkEntrance = ({ state }: World, acs_entrance_id: string): void => {
  for (const links of [
    state.entranceAccess,
    state.groupEntrances,
    state.credentialEntrances,
    state.grantEntrances,
    state.methodExceptions,
    state.spaceEntrances,
  ])
    links.deleteRight(acs_entrance_id);
};

/** Deletes an entrance that was removed from its access system. */
export const deleteAcsEntrance = (
  world: World,
  { acs_entrance_id, acs_system_id, connected_account_id, workspace_id }: AcsEntranceRow,
): void => {
  const { state } = world;
  const credentials = state.credentialEntrances
    .leftsOf(acs_entrance_id)
    .flatMap((id) => state.acsCredentials.get(id) ?? []);
  loseAccess(world, credentials, () => unlinkEntrance(world, acs_entrance_id));
  state.acsEntrances.delete(acs_entrance_id);
  writeEvent(world, 'acs_entrance.removed', {
    workspace_id,
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
  });
};

/** What an entrance of a type of access system can do, unless it states otherwise. */
const abilities = (external_type: string | undefined, entrance: Partial<AcsEntranceRow>) => {
  const type = systemTypeOf(external_type);
  return {
    can_belong_to_reservation: type.hasReservations === true && isGuestDoor(entrance),
    can_unlock_with_card: supportsMethod(type, 'card'),
    can_unlock_with_cloud_key: supportsMethod(type, 'cloud_key'),
    can_unlock_with_code: supportsMethod(type, 'code'),
    can_unlock_with_mobile_key: supportsMethod(type, 'mobile_key'),
    // Only an access system that can unlock an entrance remotely is connected to it and knows its state.
    ...(supportsMethod(type, 'cloud_key') ? { is_locked: true } : {}),
  };
};

/** Adds an entrance to an access system. Its abilities and metadata are those of the type of the access system. */
export const addAcsEntrance = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<AcsEntranceRow> & { readonly acs_system_id: string },
): AcsEntranceRow => {
  const { external_type, connected_account_id } = state.acsSystems.require(
    overrides.acs_system_id,
    workspace_id,
  );
  const { display_name = 'Entrance' } = overrides;
  const metadata = { ...brandMetadata(external_type, display_name), ...overrides };
  return state.acsEntrances.insert({
    acs_entrance_id: ids.next('acs_entrance'),
    connected_account_id,
    created_at: clock.timestamp(),
    display_name,
    errors: [],
    warnings: [],
    workspace_id,
    ...abilities(external_type, metadata),
    ...metadata,
  });
};

/** An entrance as the API shows it, with its current spaces. */
export const presentAcsEntrance =
  ({ state }: World) =>
  ({ workspace_id: _, ...entrance }: AcsEntranceRow): AcsEntrance => ({
    ...entrance,
    space_ids: state.spaceEntrances.leftsOf(entrance.acs_entrance_id),
  });
