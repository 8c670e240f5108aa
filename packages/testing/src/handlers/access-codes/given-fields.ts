import type { AccessCodesCreateParams } from '@org/seam-core';
import { hasBackupPool } from '../../devices/has-backup-pool.ts';
import type { AccessCodeRow, DeviceRow } from '../../rows.ts';
import type { World } from '../../world.ts';
import { readTimeFrame } from './read-time-frame.ts';

type Given = Pick<
  AccessCodesCreateParams,
  | 'allow_external_modification'
  | 'ends_at'
  | 'is_external_modification_allowed'
  | 'is_offline_access_code'
  | 'is_one_time_use'
  | 'name'
  | 'starts_at'
  | 'use_backup_access_code_pool'
  | 'use_offline_access_code'
>;

/** What a caller says about a new access code besides its digits, under the names it is kept by. */
export const givenFields = (world: World, given: Given): ((device: DeviceRow) => Partial<AccessCodeRow>) => {
  const { starts_at, ends_at } = readTimeFrame(world, given);
  const isTimeBound = starts_at !== null;
  return (device) => ({
    name: given.name ?? null,
    type: isTimeBound ? 'time_bound' : 'ongoing',
    ...(isTimeBound ? { starts_at, ends_at } : {}),
    is_external_modification_allowed:
      given.is_external_modification_allowed ?? given.allow_external_modification ?? false,
    is_offline_access_code: given.is_offline_access_code ?? given.use_offline_access_code ?? false,
    is_one_time_use: given.is_one_time_use ?? false,
    is_backup_access_code_available: given.use_backup_access_code_pool === true && hasBackupPool(device),
  });
};
