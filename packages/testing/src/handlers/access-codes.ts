import type { accessCodes as contract, Handlers } from '@org/seam-core';
import { requestDeletion } from '../access-codes/request-deletion.ts';
import { presentAccessCode } from '../present/access-code.ts';
import type { WorldContext } from '../world.ts';
import { create } from './access-codes/create.ts';
import { createMultiple } from './access-codes/create-multiple.ts';
import { findAccessCode } from './access-codes/find-access-code.ts';
import { generatedAccessCode } from './access-codes/generated-access-code.ts';
import { list } from './access-codes/list.ts';
import { pullBackup } from './access-codes/pull-backup.ts';
import { reportDeviceConstraints } from './access-codes/report-device-constraints.ts';
import { accessCodesSimulate } from './access-codes/simulate.ts';
import { accessCodesUnmanaged } from './access-codes/unmanaged.ts';
import { update } from './access-codes/update.ts';
import { updateMultiple } from './access-codes/update-multiple.ts';

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
