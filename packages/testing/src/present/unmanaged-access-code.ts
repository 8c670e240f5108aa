import type { UnmanagedAccessCode } from '@org/seam-core';
import { isOnDevice } from '../access-codes/is-on-device.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';

/** An unmanaged access code as the API shows it, with what is wrong with its device now. */
export const presentUnmanagedAccessCode =
  ({ state }: World) =>
  (row: AccessCodeRow): UnmanagedAccessCode => {
    const { cannot_be_managed, cannot_delete_unmanaged_access_code } = row;
    return {
      access_code_id: row.access_code_id,
      code: row.code,
      created_at: row.created_at,
      device_id: row.device_id,
      ends_at: row.ends_at ?? null,
      errors: [...row.errors, ...(state.devices.get(row.device_id)?.errors ?? [])],
      is_managed: false,
      name: row.name,
      starts_at: row.starts_at ?? null,
      status: isOnDevice(row) ? 'set' : 'unset',
      type: row.type,
      warnings: row.warnings,
      workspace_id: row.workspace_id,
      ...(cannot_be_managed === undefined ? {} : { cannot_be_managed }),
      ...(cannot_delete_unmanaged_access_code === undefined ? {} : { cannot_delete_unmanaged_access_code }),
    };
  };
