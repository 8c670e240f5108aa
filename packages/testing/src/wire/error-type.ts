import { errorTypes } from '@org/seam-server/internal';
import { STATUS_CODES } from 'node:http';
import { endpointsByPath } from '../fake/endpoint-paths.ts';

/** The resource of a path: what its `get` returns, or its first required id. */
const resourceOf = (path: string): string | undefined => {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const resource = endpointsByPath.get(`${path.slice(0, end)}/get`)?.endpoint.returns;
    if (resource !== undefined) return resource;
  }
  const id = Object.keys(endpointsByPath.get(path)?.endpoint.required ?? {}).find((name) =>
    name.endsWith('_id'),
  );
  return id?.slice(0, -'_id'.length);
};

/** Error types that differ from the name of the status. */
const types: Partial<Record<number, (path: string) => string>> = {
  400: () => 'invalid_input',
  404: (path) => {
    const type = `${resourceOf(path)}_not_found`;
    return Object.hasOwn(errorTypes, type) ? type : 'not_found';
  },
  429: () => 'rate_limit_exceeded',
};

const statusName = (status: number): string =>
  (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/\W+/g, '_');

/**
 * Seam's error type for a status and a path: `unauthorized` for 401, `device_not_found` for 404 on a device endpoint,
 * `internal_server_error` for 500. Undocumented statuses use the name of the status.
 */
export const errorTypeOf = (status: number, path: string): string =>
  types[status]?.(path) ?? statusName(status);
