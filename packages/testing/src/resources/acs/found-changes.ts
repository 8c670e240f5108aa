import { latestMoment } from '../../fake/moment.ts';
import type { AcsCredentialRow, AcsEncoderRow, AcsSystemRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { addAcsAccessGroup, deleteAcsAccessGroup } from './access-groups/record.ts';
import { changeCredential, changeGroup, changeUser, loseCredential, loseUser } from './changes-elsewhere.ts';
import { invalidateCredential } from './credentials/issue.ts';
import { addAcsCredential } from './credentials/record.ts';
import { addAcsEncoder } from './encoders/record.ts';
import { addAcsEntrance, deleteAcsEntrance } from './entrances/record.ts';
import { findAcsSystem } from './systems/connection.ts';
import type { FoundAcsChange } from './systems/changes.ts';
import { isConnected } from './systems/sync.ts';
import { systemTypeOf } from './systems/system-types.ts';
import { addAcsUser } from './users/record.ts';

const eventIds = ({ acs_system_id, workspace_id, connected_account_id }: FoundAcsChange) => ({
  acs_system_id,
  workspace_id,
  connected_account_id,
});

/** The effect of each kind of change, when Seam finds it. The resource may be deleted by then. */
const effects: Readonly<Record<FoundAcsChange['action'], (world: World, change: FoundAcsChange) => void>> = {
  add_user: (world, change) => {
    const { acs_system_id, workspace_id, id } = change;
    const { external_type } = world.state.acsSystems.get(acs_system_id) ?? {};
    if (systemTypeOf(external_type).hidesForeignUsers === true) return;
    addAcsUser(world, workspace_id, { ...change.fields, acs_system_id, acs_user_id: id });
    writeEvent(world, 'acs_user.created', { ...eventIds(change), acs_user_id: id });
  },
  change_user: (world, { id, fields }) => {
    const user = world.state.acsUsers.get(id);
    if (user) changeUser(world, user, fields);
  },
  remove_user: (world, { id }) => {
    const user = world.state.acsUsers.get(id);
    if (user) loseUser(world, user);
  },
  add_credential: (world, { id, acs_system_id, workspace_id, fields }) => {
    const owner = (fields as Partial<AcsCredentialRow>).acs_user_id;
    if (owner === undefined || world.state.acsUsers.get(owner))
      addAcsCredential(world, workspace_id, { ...fields, acs_system_id, acs_credential_id: id });
  },
  change_credential: (world, { id, fields }) => {
    const credential = world.state.acsCredentials.get(id);
    if (credential) changeCredential(world, credential, fields);
  },
  invalidate_credential: (world, { id }) => {
    const credential = world.state.acsCredentials.get(id);
    if (credential) invalidateCredential(world, credential);
  },
  remove_credential: (world, { id }) => {
    const credential = world.state.acsCredentials.get(id);
    if (credential) loseCredential(world, credential);
  },
  add_entrance: (world, change) => {
    const { acs_system_id, workspace_id, id, fields } = change;
    addAcsEntrance(world, workspace_id, { ...fields, acs_system_id, acs_entrance_id: id });
    writeEvent(world, 'acs_entrance.added', { ...eventIds(change), acs_entrance_id: id });
  },
  change_entrance: (world, { id, fields }) => {
    world.state.acsEntrances.patch(id, fields);
  },
  remove_entrance: (world, { id }) => {
    const entrance = world.state.acsEntrances.get(id);
    if (entrance) deleteAcsEntrance(world, entrance);
  },
  add_group: (world, { acs_system_id, workspace_id, id, fields }) => {
    addAcsAccessGroup(world, workspace_id, { ...fields, acs_system_id, acs_access_group_id: id });
  },
  change_group: (world, { id, fields }) => {
    const group = world.state.acsAccessGroups.get(id);
    if (group) changeGroup(world, group, fields);
  },
  remove_group: (world, { id }) => {
    const group = world.state.acsAccessGroups.get(id);
    if (group) deleteAcsAccessGroup(world, group);
  },
  add_encoder: (world, change) => {
    const { acs_system_id, workspace_id, id } = change;
    const fields: Partial<AcsEncoderRow> = change.fields;
    addAcsEncoder(world, workspace_id, { ...fields, acs_system_id, acs_encoder_id: id });
    writeEvent(world, 'acs_encoder.added', { ...eventIds(change), acs_encoder_id: id });
  },
  remove_encoder: (world, change) => {
    const error = {
      error_code: 'acs_encoder_removed' as const,
      message: 'The encoder was removed.',
      created_at: world.clock.timestamp(),
    };
    if (world.state.acsEncoders.patch(change.id, { errors: [error] }))
      writeEvent(world, 'acs_encoder.removed', { ...eventIds(change), acs_encoder_id: change.id });
  },
  add_system: (world, { id, workspace_id, connected_account_id, fields }) => {
    const overrides: Partial<AcsSystemRow> = fields;
    findAcsSystem(world, workspace_id, { ...overrides, connected_account_id, acs_system_id: id });
  },
};

/** Finds a change that somebody else made in an access system. In a disconnected one, Seam finds nothing. */
export const findAcsChange = (world: World, change: FoundAcsChange): void => {
  const { acs_system_id, connected_account_id, action } = change;
  const isThere = world.state.acsSystems.get(acs_system_id) !== undefined;
  if (action !== 'add_system' && !isThere) return;
  if (isThere && !isConnected(world, acs_system_id))
    world.queue.add({
      due: latestMoment + 1,
      name: 'find_acs_change',
      args: { change },
      connected_account_id,
    });
  else effects[action](world, change);
};
