import type { EndpointPath } from '@org/seam-core';
import type { AccessEndpoint } from '../access.ts';
import type { Role } from '../session.ts';

/** Endpoints for every role. */
export const reads = [
  '/acs/systems/list',
  '/devices/list',
  '/user_identities/get',
  '/user_identities/list',
  '/user_identities/list_accessible_devices',
  '/user_identities/list_accessible_entrances',
  '/user_identities/list_acs_users',
] as const satisfies readonly EndpointPath[];

/** Endpoints for managers only. */
export const changes = [
  '/acs/users/revoke_access_to_all_entrances',
  '/user_identities/delete',
  '/user_identities/grant_access_to_device',
  '/user_identities/remove_acs_user',
  '/user_identities/revoke_access_to_device',
] as const satisfies readonly EndpointPath[];

/** An endpoint that the router exposes. It returns 404 for every other path. */
export type ExposedEndpoint = (typeof reads)[number] | (typeof changes)[number];

const allowed: Record<Role, ReadonlySet<ExposedEndpoint>> = {
  viewer: new Set(reads),
  manager: new Set([...reads, ...changes]),
};

/** Whether a role may call an endpoint. Without a role, every endpoint is denied. */
export const mayCall = (role: Role | undefined, endpoint: ExposedEndpoint): boolean =>
  role !== undefined && allowed[role].has(endpoint);

/** What `/api/access` offers to managers only. The rest only reads. */
export const accessChanges: ReadonlySet<AccessEndpoint> = new Set(['offboard', 'cancel', 'retry']);

/** Whether a role may use an endpoint of `/api/access`. */
export const mayUse = (role: Role | undefined, endpoint: AccessEndpoint): boolean =>
  role === 'manager' || (role === 'viewer' && !accessChanges.has(endpoint));
