import type { acs, AcsSystemsReportDevicesParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../../access/session.ts';
import type { AcsSystemRow } from '../../../fake/acs-rows.ts';
import { isWanted, matches } from '../../../fake/search.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';
import { addAcsEncoder } from '../encoders/record.ts';
import { addAcsEntrance, deleteAcsEntrance } from '../entrances/record.ts';
import { presentAcsSystem } from './record.ts';
import { systemTypeOf } from './system-types.ts';

type ReportParams = Required<AcsSystemsReportDevicesParams>;

type ReportedEncoder = NonNullable<ReportParams['acs_encoders']>[number];

type ReportedEntrance = NonNullable<ReportParams['acs_entrances']>[number];

const reportEncoder = (
  world: World,
  { acs_system_id, connected_account_id, workspace_id }: AcsSystemRow,
  { hotek_metadata: { encoder_number }, is_removed = false }: ReportedEncoder,
): void => {
  const { acsEncoders } = world.state;
  const existing = acsEncoders
    .by('acs_system_id', acs_system_id)
    .find((row) => row.encoder_number === encoder_number);
  const isPresent = existing !== undefined && existing.errors.length === 0;
  if (isPresent !== is_removed) return;
  const created_at = world.clock.timestamp();
  const error = {
    error_code: 'acs_encoder_removed' as const,
    message: 'The encoder was removed.',
    created_at,
  };
  const { acs_encoder_id } =
    existing ??
    addAcsEncoder(world, workspace_id, {
      acs_system_id,
      encoder_number,
      display_name: `Encoder ${encoder_number}`,
    });
  acsEncoders.patch(acs_encoder_id, { errors: is_removed ? [error] : [] });
  writeEvent(world, is_removed ? 'acs_encoder.removed' : 'acs_encoder.added', {
    workspace_id,
    acs_encoder_id,
    acs_system_id,
    connected_account_id,
  });
};

const nameOf = ({ hotek_metadata }: ReportedEntrance): string => {
  const { room_number, common_area_name, common_area_number } = hotek_metadata;
  return (
    common_area_name ?? (room_number === undefined ? `Area ${common_area_number}` : `Room ${room_number}`)
  );
};

const reportEntrance = (world: World, system: AcsSystemRow, reported: ReportedEntrance): void => {
  const { acs_system_id, connected_account_id, workspace_id } = system;
  const { hotek_metadata, is_removed = false } = reported;
  const existing = world.state.acsEntrances
    .by('acs_system_id', acs_system_id)
    .find(
      ({ hotek_metadata: metadata }) =>
        metadata?.room_number === hotek_metadata.room_number &&
        metadata?.common_area_number === hotek_metadata.common_area_number &&
        metadata?.common_area_name === hotek_metadata.common_area_name,
    );
  if (existing && is_removed) deleteAcsEntrance(world, existing);
  if (existing || is_removed) return;
  const { acs_entrance_id } = addAcsEntrance(world, workspace_id, {
    acs_system_id,
    display_name: nameOf(reported),
    hotek_metadata,
  });
  writeEvent(world, 'acs_entrance.added', {
    workspace_id,
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
  });
};

/** Stores the encoders and entrances that a Hotek system reports. Other systems do not report devices. */
const reportDevices = (
  { acs_system_id, acs_encoders = [], acs_entrances = [] }: AcsSystemsReportDevicesParams,
  { world, workspace_id }: WorldContext,
): void => {
  const system = world.state.acsSystems.require(acs_system_id, workspace_id);
  if (system.external_type !== 'hotek_site')
    throw apiError('not_supported', { message: `A ${system.external_type} does not report its devices.` });
  for (const encoder of acs_encoders) reportEncoder(world, system, encoder);
  for (const entrance of acs_entrances) reportEntrance(world, system, entrance);
};

export const acsSystems: Handlers<typeof acs.systems, WorldContext> = {
  get: ({ acs_system_id }, { world, workspace_id }) =>
    presentAcsSystem(world)(world.state.acsSystems.require(acs_system_id, workspace_id)),

  list: ({ connected_account_id, customer_key, search }, context) => {
    const { world, workspace_id } = context;
    const { state } = world;
    const isVisible = visibleToSession(context);
    return state.acsSystems
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          isVisible(row) &&
          isWanted(connected_account_id, row.connected_account_id) &&
          isWanted<string | undefined>(
            customer_key,
            state.connectedAccounts.get(row.connected_account_id)?.customer_key,
          ) &&
          matches(search, [row.name, row.acs_system_id]),
      )
      .map(presentAcsSystem(world));
  },

  listCompatibleCredentialManagerAcsSystems: ({ acs_system_id }, { world, workspace_id }) => {
    const { acsSystems: systems } = world.state;
    const system = systems.require(acs_system_id, workspace_id);
    return systems
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          row.is_credential_manager &&
          (row.acs_system_id === system.default_credential_manager_acs_system_id ||
            row.external_type === systemTypeOf(system.external_type).credentialManager),
      )
      .map(presentAcsSystem(world));
  },

  reportDevices,
};
