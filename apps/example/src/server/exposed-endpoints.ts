import type { EndpointPath } from '@org/seam-core';

/** What every signed-in person may call. */
export const reads = [
  '/acs/systems/list',
  '/devices/list',
  '/user_identities/get',
  '/user_identities/list',
  '/user_identities/list_accessible_devices',
  '/user_identities/list_accessible_entrances',
  '/user_identities/list_acs_users',
] as const satisfies readonly EndpointPath[];

/** What a manager may call as well. */
export const changes = [
  '/acs/users/revoke_access_to_all_entrances',
  '/user_identities/delete',
  '/user_identities/grant_access_to_device',
  '/user_identities/remove_acs_user',
  '/user_identities/revoke_access_to_device',
] as const satisfies readonly EndpointPath[];

/** An endpoint of the console. The router knows no others. */
export type ExposedEndpoint = (typeof reads)[number] | (typeof changes)[number];
