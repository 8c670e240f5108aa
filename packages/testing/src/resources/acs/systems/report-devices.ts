import type { AcsSystemsReportDevicesParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../../events/write-event.ts';
import type { AcsSystemRow } from '../../../fake/rows.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { addAcsEncoder } from '../encoders/record.ts';
import { addAcsEntrance, deleteAcsEntrance } from '../entrances/record.ts';

type Reported = Required<AcsSystemsReportDevicesParams>;
type ReportedEncoder = NonNullable<Reported['acs_encoders']>[number];
type ReportedEntrance = NonNullable<Reported['acs_entrances']>[number];

const reportEncoder = (
  world: World,
  { acs_system_id, connected_account_id, workspace_id }: AcsSystemRow,
  { hotek_metadata: { encoder_number }, is_removed = false }: ReportedEncoder,
): void => {
  const { acsEncoders } = world.state;
  const known = acsEncoders
    .by('acs_system_id', acs_system_id)
    .find((row) => row.encoder_number === encoder_number);
  const isThere = known !== undefined && known.errors.length === 0;
  if (isThere !== is_removed) return;
  const created_at = world.clock.timestamp();
  const error = {
    error_code: 'acs_encoder_removed' as const,
    message: 'The encoder was removed.',
    created_at,
  };
  const { acs_encoder_id } =
    known ??
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
  const known = world.state.acsEntrances
    .by('acs_system_id', acs_system_id)
    .find(
      ({ hotek_metadata: metadata }) =>
        metadata?.room_number === hotek_metadata.room_number &&
        metadata?.common_area_number === hotek_metadata.common_area_number &&
        metadata?.common_area_name === hotek_metadata.common_area_name,
    );
  if (known && is_removed) deleteAcsEntrance(world, known);
  if (known || is_removed) return;
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

/** Takes in which encoders and entrances a Hotek system has, or no longer has. Other systems report nothing. */
export const reportDevices = (
  { acs_system_id, acs_encoders = [], acs_entrances = [] }: AcsSystemsReportDevicesParams,
  { world, workspace_id }: WorldContext,
): void => {
  const system = world.state.acsSystems.require(acs_system_id, workspace_id);
  if (system.external_type !== 'hotek_site')
    throw apiError('not_supported', { message: `A ${system.external_type} does not report its devices.` });
  for (const encoder of acs_encoders) reportEncoder(world, system, encoder);
  for (const entrance of acs_entrances) reportEntrance(world, system, entrance);
};
