import type { AccessCode } from '@org/seam-core';
import { hasBackupPool } from '../devices/has-backup-pool.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

/** A managed access code as the API shows it, with what is wrong with its device now. */
export const presentAccessCode =
  ({ state }: World) =>
  ({
    access_method_id: _,
    cannot_be_managed: _managed,
    cannot_delete_unmanaged_access_code: _delete,
    ...row
  }: AccessCodeRow): AccessCode => {
    const device = state.devices.get(row.device_id);
    return {
      ...row,
      is_managed: true,
      is_backup_access_code_available:
        row.is_backup_access_code_available && device !== undefined && hasBackupPool(device),
      errors: [...row.errors, ...(device?.errors ?? [])],
    };
  };
