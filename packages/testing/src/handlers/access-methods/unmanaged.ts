import type { accessMethods, Handlers } from '@org/seam-core';
import { presentUnmanagedAccessMethod } from '../../present/access-method.ts';
import type { WorldContext } from '../../world.ts';
import { findAccessMethod } from './find-access-method.ts';
import { listAccessMethods } from './list-access-methods.ts';

export const accessMethodsUnmanaged: Handlers<typeof accessMethods.unmanaged, WorldContext> = {
  get: ({ access_method_id }, context) =>
    presentUnmanagedAccessMethod(findAccessMethod(access_method_id, context, false)),

  list: (params, context) => listAccessMethods(params, context, false).map(presentUnmanagedAccessMethod),
};
