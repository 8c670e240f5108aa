import { isSeamError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { errorTypeOf } from './error-type.ts';

describe('errorTypeOf', () => {
  it.each([
    [400, 'invalid_input'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [405, 'method_not_allowed'],
    [409, 'conflict'],
    [429, 'rate_limit_exceeded'],
    [500, 'internal_server_error'],
    [501, 'not_implemented'],
    [502, 'bad_gateway'],
    [503, 'service_unavailable'],
    [504, 'gateway_timeout'],
    [599, 'error'],
  ])('%i is %s', (status, type) => {
    expect(errorTypeOf(status, '/devices/list')).toBe(type);
  });

  it.each([
    ['/user_identities/delete', 'user_identity_not_found'],
    ['/acs/users/revoke_access_to_all_entrances', 'acs_user_not_found'],
    ['/acs/entrances/get', 'acs_entrance_not_found'],
    ['/locks/unlock_door', 'device_not_found'],
    ['/devices/simulate/connect', 'device_not_found'],
    ['/thermostats/cool', 'device_not_found'],
    ['/thermostats/list', 'not_found'],
    ['/nowhere', 'not_found'],
  ])('404 of %s is %s', (path, type) => {
    expect(errorTypeOf(404, path)).toBe(type);
  });
});

describe('the fault status', () => {
  const typeOf = async (fault: { readonly status: number; readonly type?: string }) => {
    const { seam, faults } = createFakeSeam();
    faults.queue('/devices/list', { kind: 'status', ...fault });
    const error: unknown = await seam.devices.list({}, { retry: false }).catch((thrown: unknown) => thrown);
    return isSeamError(error) && 'type' in error ? error.type : undefined;
  };

  it('returns Seam’s error type, not that of a router or a webhook receiver', async () => {
    const said = await Promise.all([401, 403, 404, 503].map((status) => typeOf({ status })));
    expect(said).toEqual(['unauthorized', 'forbidden', 'device_not_found', 'service_unavailable']);
  });

  it('returns the given type and message', async () => {
    expect(await typeOf({ status: 404, type: 'acs_system_not_found' })).toBe('acs_system_not_found');
  });
});
