import type {
  AccessCode,
  accessCodes as contract,
  AccessCodesReportDeviceConstraintsParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { loseCode } from '../access-methods/lose-code.ts';
import { patchProperties } from '../devices/record.ts';
import { requireCapableDevice } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { requireSandbox } from '../shared/checks.ts';
import { pullBackupAccessCode } from './backup-pool.ts';
import { generateCode, isCodeTaken } from './codes.ts';
import { createAccessCode, createMultipleAccessCodes } from './create.ts';
import { listAccessCodes } from './list.ts';
import {
  accessCodeEventFields,
  addAccessCode,
  presentAccessCode,
  presentUnmanagedAccessCode,
} from './record.ts';
import { findAccessCode, requireOnlineCode } from './rules.ts';
import { requestDeletion } from './sync.ts';
import { accessCodesUnmanaged } from './unmanaged.ts';
import { updateAccessCode, updateMultipleAccessCodes } from './update.ts';

const [shortest, longest] = [4, 20];

/** Stores which lengths of codes a device supports: a list of lengths, or a range. */
const reportDeviceConstraints = (
  params: AccessCodesReportDeviceConstraintsParams,
  context: WorldContext,
): void => {
  const { device_id, supported_code_lengths, min_code_length, max_code_length } = params;
  requireCapableDevice(context, device_id, 'access_code');
  const hasRange = min_code_length !== undefined || max_code_length !== undefined;
  if ((supported_code_lengths !== undefined) === hasRange)
    throw apiError('invalid_input', {
      message: 'Pass supported_code_lengths, or min_code_length and max_code_length.',
    });
  const [first, last] = [min_code_length ?? shortest, max_code_length ?? longest];
  if (first > last)
    throw apiError('invalid_input', { message: 'min_code_length must not be greater than max_code_length.' });
  patchProperties(context.world, device_id, {
    supported_code_lengths:
      supported_code_lengths ?? Array.from({ length: last - first + 1 }, (_, index) => first + index),
  });
};

const accessCodesSimulate: Handlers<typeof contract.simulate, WorldContext> = {
  createUnmanagedAccessCode: ({ device_id, code, name }, context) => {
    const { world, workspace_id } = context;
    requireSandbox(context);
    world.state.devices.require(device_id, workspace_id);
    if (isCodeTaken(world, { device_id, code }))
      throw apiError('duplicate_access_code', { data: { device_id } });
    const row = addAccessCode(world, workspace_id, { device_id, code, name, is_managed: false });
    writeEvent(world, 'access_code.unmanaged.created', accessCodeEventFields(world, row));
    return presentUnmanagedAccessCode(world)(row);
  },
};

/** A code that the device accepts now, in the shape of an access code. Nothing is stored. */
const generatedAccessCode = (
  { device_id }: { readonly device_id: string },
  context: WorldContext,
): AccessCode => {
  const { world, workspace_id } = context;
  const device = requireCapableDevice(context, device_id, 'access_code');
  return {
    access_code_id: world.ids.next('access_code'),
    device_id,
    workspace_id,
    code: generateCode(world, [device]),
    common_code_key: null,
    created_at: world.clock.timestamp(),
    is_backup: false,
    is_backup_access_code_available: false,
    is_external_modification_allowed: false,
    is_managed: true,
    is_offline_access_code: false,
    is_one_time_use: false,
    is_scheduled_on_device: false,
    is_waiting_for_code_assignment: false,
    name: null,
    pending_mutations: [],
    pulled_backup_access_code_id: null,
    status: 'unset',
    type: 'ongoing',
    errors: [],
    warnings: [],
  };
};

export const accessCodes: Handlers<typeof contract, WorldContext> = {
  create: createAccessCode,

  createMultiple: createMultipleAccessCodes,

  delete: ({ access_code_id, device_id }, context) => {
    const row = findAccessCode({ access_code_id, device_id }, context, { is_managed: true });
    requireOnlineCode(row);
    loseCode(context.world, row, () => requestDeletion(context.world, row));
  },

  generateCode: generatedAccessCode,

  get: (params, context) =>
    presentAccessCode(context.world)(findAccessCode(params, context, { is_managed: true })),

  list: listAccessCodes,

  pullBackupAccessCode,

  reportDeviceConstraints,

  simulate: accessCodesSimulate,

  unmanaged: accessCodesUnmanaged,

  update: updateAccessCode,

  updateMultiple: updateMultipleAccessCodes,
};
