import type { AccessCodeError } from '@org/seam-core';
import type { AccessCodeAtDevice, JobArgs } from '../../fake/job-args.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { refillBackupPool } from './backup-pool.ts';
import { accessCodeEventFields, addAccessCode, isBeingDeleted, isOnDevice } from './record.ts';
import { requestMutation } from './sync.ts';

type ModifiedFields = NonNullable<
  Extract<AccessCodeError, { error_code: 'conflicting_external_modification' }>['modified_fields']
>;

interface Modification {
  readonly change_type: 'modified' | 'removed';
  readonly modified_fields: ModifiedFields;
}

/** Adds the warning that somebody else changed an access code, which is allowed. */
const accept = (world: World, row: AccessCodeRow, modification: Modification): void => {
  world.state.accessCodes.patch(row.access_code_id, {
    warnings: [
      ...row.warnings.filter(({ warning_code }) => warning_code !== 'external_modification_in_effect'),
      {
        warning_code: 'external_modification_in_effect',
        message: 'The access code was changed outside of Seam, which it allows.',
        created_at: world.clock.timestamp(),
        ...modification,
      },
    ],
  });
};

/** Adds the error that somebody else changed an access code, and sets it on the device again. */
const restore = (world: World, row: AccessCodeRow, modification: Modification): void => {
  const conflicting = world.state.accessCodes.patch(row.access_code_id, {
    is_scheduled_on_device: false,
    errors: [
      ...row.errors.filter(({ error_code }) => error_code !== 'conflicting_external_modification'),
      {
        error_code: 'conflicting_external_modification',
        message: 'The access code was changed outside of Seam. It will be set again.',
        created_at: world.clock.timestamp(),
        is_access_code_error: true,
        ...modification,
      },
    ],
  });
  if (conflicting) requestMutation(world, conflicting, { mutation_code: 'creating' });
};

const typeOf = ({ starts_at, ends_at }: Partial<AccessCodeAtDevice>): AccessCodeRow['type'] =>
  starts_at || ends_at ? 'time_bound' : 'ongoing';

/**
 * Finds a change that somebody made to an access code at its device. It is accepted for an unmanaged access code, and for
 * one that allows external modification; otherwise Seam sets its own state again.
 */
export const findChangedAccessCode = (
  world: World,
  { access_code_id, changes }: JobArgs['find_changed_access_code'],
): void => {
  const { accessCodes } = world.state;
  const row = accessCodes.get(access_code_id);
  if (!row || !isOnDevice(row)) return;
  const modified_fields = (Object.keys(changes) as (keyof AccessCodeAtDevice)[])
    .map((field) => ({ field, from: row[field] ?? null, to: changes[field] ?? null }))
    .filter(({ from, to }) => from !== to);
  if (modified_fields.length === 0) return;
  if (!row.is_managed) {
    accessCodes.patch(access_code_id, { ...changes, type: typeOf({ ...row, ...changes }) });
    return;
  }
  const modification = { change_type: 'modified', modified_fields } as const;
  if (row.is_external_modification_allowed) {
    const changed = accessCodes.patch(access_code_id, { ...changes, type: typeOf({ ...row, ...changes }) });
    accept(world, changed ?? row, modification);
  }
  const found = accessCodes.require(access_code_id, row.workspace_id);
  writeEvent(world, 'access_code.modified_external_to_seam', accessCodeEventFields(world, found));
  if (!row.is_external_modification_allowed) restore(world, found, modification);
};

/**
 * Finds that somebody removed an access code at its device. An unmanaged one no longer exists then. A managed one that
 * allows external modification stays `unset`; Seam sets any other again.
 */
export const loseAccessCode = (world: World, { access_code_id }: { access_code_id: string }): void => {
  const { accessCodes } = world.state;
  const row = accessCodes.get(access_code_id);
  if (!row || !isOnDevice(row) || isBeingDeleted(row)) return;
  const eventFields = accessCodeEventFields(world, row);
  if (row.is_in_backup_pool === true || !row.is_managed) {
    accessCodes.delete(access_code_id);
    if (!row.is_managed) writeEvent(world, 'access_code.unmanaged.removed', eventFields);
    refillBackupPool(world, row);
    return;
  }
  const modification: Modification = { change_type: 'removed', modified_fields: [] };
  const lost = accessCodes.patch(access_code_id, {
    status: 'unset',
    is_scheduled_on_device: false,
    pending_mutations: [],
  });
  if (row.is_external_modification_allowed) accept(world, lost ?? row, modification);
  writeEvent(world, 'access_code.deleted_external_to_seam', eventFields);
  if (!row.is_external_modification_allowed) restore(world, lost ?? row, modification);
};

/** Finds an access code that somebody added at a device. It is unmanaged. */
export const findAddedAccessCode = (
  world: World,
  { device_id, access_code_id, code }: JobArgs['find_added_access_code'],
): void => {
  const device = world.state.devices.get(device_id);
  if (!device) return;
  const row = addAccessCode(world, device.workspace_id, {
    name: null,
    ...code,
    access_code_id,
    device_id,
    is_managed: false,
    type: typeOf(code),
  });
  writeEvent(world, 'access_code.unmanaged.created', accessCodeEventFields(world, row));
};

const isInactive = ({ error_code }: { readonly error_code: string }): boolean =>
  error_code === 'access_code_inactive';

/** Finds that somebody disabled or enabled an access code at its device: it has the error `access_code_inactive`, or not. */
export const findDisabledAccessCode = (
  world: World,
  { access_code_id, is_active }: JobArgs['find_disabled_access_code'],
): void => {
  const row = world.state.accessCodes.get(access_code_id);
  if (!row) return;
  const others = row.errors.filter((error) => !isInactive(error));
  const inactive = {
    error_code: 'access_code_inactive',
    message: 'The access code is disabled at its device.',
    created_at: world.clock.timestamp(),
    is_access_code_error: true,
  } as const;
  world.state.accessCodes.patch(access_code_id, { errors: is_active ? others : [...others, inactive] });
};
