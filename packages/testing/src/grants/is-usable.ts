import type { AccessMethodRow, AcsEntranceRow, DeviceRow } from '../rows.ts';

type Mode = AccessMethodRow['mode'];

/** Whether an access method of a mode can be made for a device: only a code can, where the device takes codes. */
export const isUsableForDevice = (mode: Mode, { capabilities_supported }: DeviceRow): boolean =>
  mode === 'code' && capabilities_supported.includes('access_code');

const abilities = {
  code: 'can_unlock_with_code',
  card: 'can_unlock_with_card',
  mobile_key: 'can_unlock_with_mobile_key',
  cloud_key: 'can_unlock_with_cloud_key',
} as const;

/** The same for an entrance: every mode, unless the entrance says that it does not take it. */
export const isUsableForEntrance = (mode: Mode, entrance: AcsEntranceRow): boolean =>
  entrance[abilities[mode as keyof typeof abilities]] !== false;
