import type { AcsEntranceRow } from '../../../fake/acs-rows.ts';

type Metadata = Pick<
  AcsEntranceRow,
  | 'assa_abloy_vostio_metadata'
  | 'avigilon_alta_metadata'
  | 'brivo_metadata'
  | 'dormakaba_ambiance_metadata'
  | 'dormakaba_community_metadata'
  | 'hotek_metadata'
  | 'latch_metadata'
  | 'salto_ks_metadata'
  | 'salto_space_metadata'
  | 'visionline_metadata'
>;

/** The metadata that each type of access system has for an entrance. */
const metadata: Readonly<Record<string, (name: string) => Metadata>> = {
  visionline_system: (door_name) => ({
    visionline_metadata: {
      door_category: 'guest',
      door_name,
      profiles: [{ visionline_door_profile_id: 'BLE', visionline_door_profile_type: 'BLE' }],
    },
  }),
  assa_abloy_vostio: (door_name) => ({
    assa_abloy_vostio_metadata: { door_name, door_type: 'GuestDoor', stand_open: false },
  }),
  salto_ks_site: (door_name) => ({
    salto_ks_metadata: {
      door_name,
      battery_level: 'fresh',
      intrusion_alarm: false,
      left_open_alarm: false,
      locked_state: 'locked',
      online: true,
      privacy_mode: false,
    },
  }),
  salto_space_system: (door_name) => ({
    salto_space_metadata: {
      audit_on_keys: false,
      door_description: door_name,
      door_id: door_name,
      door_name,
    },
  }),
  latch_building: (door_name) => ({
    latch_metadata: { accessibility_type: 'PRIVATE', door_name, door_type: 'DOOR', is_connected: true },
  }),
  brivo_account: (site_name) => ({
    brivo_metadata: { access_point_id: site_name, site_id: 1, site_name },
  }),
  avigilon_alta_org: (entry_name) => ({
    avigilon_alta_metadata: {
      entry_name,
      entry_relays_total_count: 1,
      site_id: 1,
      site_name: 'Site',
      zone_id: 1,
      zone_name: entry_name,
    },
  }),
  dormakaba_ambiance_site: (access_point_name) => ({ dormakaba_ambiance_metadata: { access_point_name } }),
  dormakaba_community_site: (access_point_profile) => ({
    dormakaba_community_metadata: { access_point_profile },
  }),
  hotek_site: (room_number) => ({ hotek_metadata: { room_number } }),
};

/** The metadata of an entrance in its access system, with the display name as the name of the door. */
export const brandMetadata = (external_type = '', display_name = ''): Metadata =>
  metadata[external_type]?.(display_name) ?? {};

/** Whether an entrance is the door of one guest or resident, and not one that all share. */
export const isGuestDoor = ({
  visionline_metadata,
  assa_abloy_vostio_metadata,
}: Partial<AcsEntranceRow>): boolean =>
  (visionline_metadata?.door_category ?? 'guest') === 'guest' &&
  (assa_abloy_vostio_metadata?.door_type ?? 'GuestDoor') === 'GuestDoor';
