import type { AccessCode, accessCodes as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { requireControllable } from '../devices/rules.ts';
import { generateCode } from './codes.ts';
import { create } from './create.ts';
import { reportDeviceConstraints } from './device-constraints.ts';
import { findAccessCode } from './find.ts';
import { list } from './list.ts';
import { createMultiple, updateMultiple } from './multiple.ts';
import { pullBackup } from './pull-backup.ts';
import { presentAccessCode } from './record.ts';
import { requestDeletion } from './request-mutation.ts';
import { accessCodesSimulate } from './simulate.ts';
import { accessCodesUnmanaged } from './unmanaged.ts';
import { update } from './update.ts';

/** A code that a device would take now, in the shape of an access code that nothing is stored of. */
const generatedAccessCode = (
  { device_id }: { readonly device_id: string },
  context: WorldContext,
): AccessCode => {
  const { world, workspace_id } = context;
  const device = requireControllable(context, device_id, 'access_code');
  return {
    access_code_id: world.ids.next('access_code'),
    device_id,
    workspace_id,
    code: generateCode(world, [device]),
    common_code_key: null,
    created_at: world.clock.timestamp(),
    is_backup_access_code_available: false,
    is_external_modification_allowed: false,
    is_managed: true,
    is_offline_access_code: false,
    is_one_time_use: false,
    name: null,
    pending_mutations: [],
    status: 'unset',
    type: 'ongoing',
    errors: [],
    warnings: [],
  };
};

export const accessCodes: Handlers<typeof contract, WorldContext> = {
  create,

  createMultiple,

  delete: ({ access_code_id, device_id }, context) =>
    requestDeletion(
      context.world,
      findAccessCode({ access_code_id, device_id }, context, { is_managed: true }),
    ),

  generateCode: generatedAccessCode,

  get: (params, context) =>
    presentAccessCode(context.world)(findAccessCode(params, context, { is_managed: true })),

  list,

  pullBackupAccessCode: pullBackup,

  reportDeviceConstraints,

  simulate: accessCodesSimulate,

  unmanaged: accessCodesUnmanaged,

  update,

  updateMultiple,
};
