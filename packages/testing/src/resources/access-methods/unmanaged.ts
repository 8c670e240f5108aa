import type { accessMethods, Handlers } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { findAccessMethod } from './find.ts';
import { listAccessMethods } from './list.ts';
import { presentUnmanagedAccessMethod } from './record.ts';

export const accessMethodsUnmanaged: Handlers<typeof accessMethods.unmanaged, WorldContext> = {
  get: ({ access_method_id }, context) =>
    presentUnmanagedAccessMethod(findAccessMethod(access_method_id, context, false)),

  list: (params, context) => listAccessMethods(params, context, false).map(presentUnmanagedAccessMethod),
};
