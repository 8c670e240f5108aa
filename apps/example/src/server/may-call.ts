import type { Role } from '../roles.ts';
import { changes, reads, type ExposedEndpoint } from './exposed-endpoints.ts';

const allowed: Record<Role, ReadonlySet<ExposedEndpoint>> = {
  viewer: new Set(reads),
  manager: new Set([...reads, ...changes]),
};

/** Whether a role may call an endpoint. Nobody signed in may call none. */
export const mayCall = (role: Role | undefined, endpoint: ExposedEndpoint): boolean =>
  role !== undefined && allowed[role].has(endpoint);
