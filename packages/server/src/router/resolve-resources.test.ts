import { createSeam as createClient } from '@org/seam-core';
import { describe, expect, it, vi } from 'vitest';
import { apiError } from '../http/api-error.ts';
import { resolveResources } from './resolve-resources.ts';

describe('resolveResources', () => {
  const known: Record<string, object> = {
    u1: { user_identity_id: 'u1', workspace_id: 'w1', full_name: 'Ada' },
    u2: { user_identity_id: 'u2', workspace_id: 'w2' },
    key1: { user_identity_id: 'u1', workspace_id: 'w1' },
    d1: { device_id: 'd1', workspace_id: 'w1' },
    a1: { acs_user_id: 'a1', workspace_id: 'w1' },
    e1: { acs_entrance_id: 'e1', acs_system_id: 's1' },
    e2: { acs_entrance_id: 'e2', acs_system_id: 's2' },
    k2: { acs_credential_id: 'k2', workspace_id: 'w2' },
    'https://ik.seam.co/2': { instant_key_id: 'i2', workspace_id: 'w2' },
    c1: { connected_account_id: 'c1' },
    s2: { acs_system_id: 's2', workspace_id: 'w2' },
    s1: { acs_system_id: 's1', workspace_id: 'w1' },
  };

  const createSeam = () => {
    const get = vi.fn((params: object) => {
      const found = known[Object.values(params).join('')];
      if (!found) throw apiError('not_found');
      return found as never;
    });
    return {
      get,
      seam: {
        userIdentities: { get },
        devices: { get },
        acs: { users: { get }, entrances: { get }, credentials: { get }, systems: { get } },
        connectedAccounts: { get },
        instantKeys: { get },
      },
    };
  };

  const inFirst = ({ workspace_id }: { workspace_id: string | undefined }) => workspace_id === 'w1';

  describe('a resource that the parameters refer to', () => {
    it('is looked up by id', async () => {
      const { seam } = createSeam();
      const resources = await resolveResources({
        seam,
        params: { user_identity_id: 'u1', device_id: 'd1', acs_user_id: 'a1', limit: 3 },
      });
      expect(resources.userIdentity?.full_name).toBe('Ada');
      expect(resources.device?.device_id).toBe('d1');
      expect(resources.acsUser?.acs_user_id).toBe('a1');
      expect(resources.workspaceIds).toEqual(['w1']);
      expect(resources.all.map(({ kind, id }) => [kind, id])).toEqual([
        ['user_identity', 'u1'],
        ['device', 'd1'],
        ['acs_user', 'a1'],
      ]);
      expect(resources.every(inFirst)).toBe(true);
    });

    it('is found in arrays, in objects, under longer names and by key', async () => {
      const { seam, get } = createSeam();
      const { all } = await resolveResources({
        seam,
        params: {
          user_identity_ids: ['u1', 'u2'],
          requested: [{ acs_entrance_ids: ['e1'] }],
          credential_manager_acs_system_id: 's1',
          user_identity_key: 'key1',
        },
      });
      expect(all.map(({ kind }) => kind)).toEqual([
        'user_identity',
        'user_identity',
        'acs_entrance',
        'acs_system',
        'user_identity',
      ]);
      expect(all.every(({ resource }) => resource !== undefined)).toBe(true);
      expect(get).toHaveBeenCalledWith({ user_identity_key: 'key1' });
    });

    it('has another kind where the name only ends the same, and must be a string', async () => {
      const { seam, get } = createSeam();
      const { all } = await resolveResources({ seam, params: { subdevice_id: 'd1', device_id: null } });
      expect(all).toEqual([{ kind: 'subdevice', id: 'd1', resource: undefined, workspace_id: undefined }]);
      expect(get).not.toHaveBeenCalled();
    });

    it('has no workspace without a `workspace_id` string', async () => {
      const get = () => ({ device_id: 'd1', workspace_id: null }) as never;
      const resources = await resolveResources({ seam: { devices: { get } }, params: { device_id: 'd1' } });
      expect(resources.all).toMatchObject([{ workspace_id: undefined }]);
      expect(resources.workspaceIds).toEqual([]);
    });

    it('is looked up once', async () => {
      const { seam, get } = createSeam();
      await resolveResources({ seam, params: { user_identity_id: 'u1', user_identity_ids: ['u1', 'u1'] } });
      expect(get).toHaveBeenCalledOnce();
    });
  });

  describe('R57, R58: areIn and every', () => {
    it.each<[string, object]>([
      ['there are no parameters', {}],
      ['there is no reference', { limit: 5, search: 'u1' }],
      ['one is in another workspace', { user_identity_ids: ['u1', 'u2'] }],
      ['one is not there', { user_identity_id: 'u1', device_id: 'gone' }],
      ['one cannot be looked up', { user_identity_id: 'u1', unknown_id: 'x' }],
      ['one is in a system of another workspace', { acs_entrance_id: 'e2' }],
      ['one says of no workspace', { connected_account_id: 'c1' }],
    ])('are false when %s', async (_, params) => {
      const { seam } = createSeam();
      const resources = await resolveResources({ seam, params });
      expect([resources.every(inFirst), resources.areIn('w1'), resources.areIn(undefined)]).toEqual([
        false,
        false,
        false,
      ]);
    });

    it('ignore free-form records', async () => {
      const { seam } = createSeam();
      const own = await resolveResources({ seam, params: { custom_metadata: { device_id: 'd1' } } });
      expect([own.all, own.areIn('w1')]).toEqual([[], false]);
      const params = { user_identity_id: 'u1', custom_metadata: { internal_account_id: 'user-1' } };
      expect((await resolveResources({ seam, params })).areIn('w1')).toBe(true);
    });

    it.each([
      [
        'override_guest_acs_entrance_ids',
        { assa_abloy_vostio_metadata: { override_guest_acs_entrance_ids: ['e2'] } },
      ],
      ['joiner_acs_credential_ids', { visionline_metadata: { joiner_acs_credential_ids: ['k2'] } }],
      ['acs_credential_id_on_seam', { acs_credential_id_on_seam: 'k2' }],
      ['instant_key_url', { instant_key_url: 'https://ik.seam.co/2' }],
    ])('R85: are false with an id of another workspace in %s', async (_, params) => {
      const { seam } = createSeam();
      expect((await resolveResources({ seam, params: { acs_user_id: 'a1' } })).areIn('w1')).toBe(true);
      const resources = await resolveResources({ seam, params: { acs_user_id: 'a1', ...params } });
      expect([resources.areIn('w1'), resources.workspaceIds]).toEqual([false, ['w1', 'w2']]);
    });

    it('R85: ignore preset keys and common code keys', async () => {
      const { seam } = createSeam();
      const preset = { device_id: 'd1', climate_preset_key: 'home' };
      expect((await resolveResources({ seam, params: preset })).areIn('w1')).toBe(true);
      const codes = { device_ids: ['d1'], common_code_key: 'summer' };
      expect((await resolveResources({ seam, params: codes })).areIn('w1')).toBe(true);
      expect((await resolveResources({ seam, params: { common_code_key: 'summer' } })).areIn('w1')).toBe(
        false,
      );
    });

    it('look up in a target with methods', async () => {
      class Devices {
        readonly workspace_id = 'w1';
        get() {
          return { device_id: 'd1', workspace_id: this.workspace_id } as never;
        }
      }
      const resources = await resolveResources({
        seam: { devices: new Devices() },
        params: { device_id: 'd1' },
      });
      expect(resources.areIn('w1')).toBe(true);
    });

    it('use the workspace of the ACS system of an entrance, looked up once', async () => {
      const { seam, get } = createSeam();
      const params = { acs_entrance_id: 'e1', acs_system_id: 's1' };
      const resources = await resolveResources({ seam, params });
      expect([resources.every(inFirst), resources.areIn('w1'), resources.areIn('w2')]).toEqual([
        true,
        true,
        false,
      ]);
      expect(get).toHaveBeenCalledTimes(2);
    });

    it('are false for a missing resource', async () => {
      const { seam } = createSeam();
      expect((await resolveResources({ seam, params: { device_id: 'gone' } })).every(() => true)).toBe(false);
    });

    it('are false for an async predicate, whose promise is truthy', async () => {
      const { seam } = createSeam();
      const resources = await resolveResources({ seam, params: { device_id: 'd1' } });
      expect(resources.every((() => Promise.resolve(false)) as never)).toBe(false);
      expect(resources.every(() => true)).toBe(true);
    });

    it('are false for a workspace: the endpoint returns the client’s own', async () => {
      const get = vi.fn(() => ({ workspace_id: 'w1' }) as never);
      const params = { workspace_id: 'w2' };
      const resources = await resolveResources({ seam: { workspaces: { get } }, params });
      expect(resources.every(() => true)).toBe(false);
      expect(get).not.toHaveBeenCalled();
    });

    it('are false when one id refers to two resources, and the first is missing', async () => {
      const seam = {
        userIdentities: { get: () => known['u1'] as never },
        devices: { get: () => Promise.reject(apiError('not_found')) },
      };
      const params = { device_id: 'u1', user_identity_id: 'u1' };
      const resources = await resolveResources({ seam, params });
      expect(resources.all).toHaveLength(2);
      expect(resources.every(inFirst)).toBe(false);
    });

    it('look up twenty resources by default', async () => {
      const { seam, get } = createSeam();
      const device_ids = Array.from({ length: 21 }, (_, index) => `d${index}`);
      const { all } = await resolveResources({ seam, params: { device_ids } });
      expect(get).toHaveBeenCalledTimes(20);
      expect(all).toHaveLength(21);
    });

    it('are false beyond the limit', async () => {
      const { seam, get } = createSeam();
      known['many'] = { workspace_id: 'w1' };
      const resources = await resolveResources({
        seam,
        params: { user_identity_ids: ['u1', 'many'] },
        limit: 1,
      });
      expect(get).toHaveBeenCalledOnce();
      expect(resources.every(inFirst)).toBe(false);
      expect(resources.all).toHaveLength(2);
    });
  });

  it.each([
    [{ limit: Number.NaN }, 'resolveResources: limit must be a whole number'],
    [{ limt: 50 }, 'resolveResources: unknown option "limt". Did you mean "limit"?'],
  ])('R92: throws for a request with %j', async (more, message) => {
    const { seam } = createSeam();
    await expect(resolveResources({ seam, params: { device_id: 'd1' }, ...more })).rejects.toThrow(message);
  });

  it('an id that Seam rejects is a missing resource', async () => {
    const get = () => Promise.reject(apiError('invalid_input'));
    const resources = await resolveResources({ seam: { devices: { get } }, params: { device_id: 'x' } });
    expect(resources.all).toMatchObject([{ kind: 'device', resource: undefined }]);
  });

  it.each([400, 404])(
    'a %i that is the page of a proxy rejects, and is no missing resource',
    async (status) => {
      const fetch = () => Promise.resolve(new Response('<html></html>', { status }));
      const seam = createClient({ apiKey: 'seam_x_y', fetch });
      await expect(resolveResources({ seam, params: { device_id: 'd1' } })).rejects.toMatchObject({
        type: `http_${status}`,
      });
    },
  );

  it('a failed lookup rejects', async () => {
    const get = () => {
      throw apiError('upstream_timeout');
    };
    await expect(
      resolveResources({ seam: { devices: { get } }, params: { device_id: 'd1' } }),
    ).rejects.toMatchObject({ type: 'upstream_timeout' });
  });
});
