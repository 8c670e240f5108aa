import { type AnyEndpoint, endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { errorTypes } from '@org/seam-server/internal';
import { STATUS_CODES } from 'node:http';

const byPath = new Map<string, AnyEndpoint>();
mapEndpoints(endpoints, (endpoint) => byPath.set(endpoint.path, endpoint));

/** What a call is about: what its resource's `get` returns, or the first id that it needs. */
const subjectOf = (path: string): string | undefined => {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const subject = byPath.get(`${path.slice(0, end)}/get`)?.returns;
    if (subject !== undefined) return subject;
  }
  const id = Object.keys(byPath.get(path)?.required ?? {}).find((name) => name.endsWith('_id'));
  return id?.slice(0, -'_id'.length);
};

/** Seam's types that are not the status's own name. */
const types: Partial<Record<number, (path: string) => string>> = {
  400: () => 'invalid_input',
  404: (path) => {
    const type = `${subjectOf(path)}_not_found`;
    return Object.hasOwn(errorTypes, type) ? type : 'not_found';
  },
  429: () => 'rate_limit_exceeded',
};

const statusName = (status: number): string =>
  (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/\W+/g, '_');

/**
 * The type of error that Seam would refuse a call with, by its status: `unauthorized` for 401, `device_not_found` for 404
 * of a call about a device, `internal_server_error` for 500. Where Seam's documents name none, it is the name of the status.
 */
export const errorTypeOf = (status: number, path: string): string =>
  types[status]?.(path) ?? statusName(status);
