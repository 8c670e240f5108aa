import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

const scene = async () => {
  const fake = grantScene();
  const { seam, state, user_identity_id, acs_entrance_id, as } = fake;
  const grant = await seam.accessGrants.create({
    user_identity_id,
    acs_entrance_ids: [acs_entrance_id],
    requested_access_methods: [{ mode: 'mobile_key' }],
  });
  const [key] = await seam.instantKeys.list({ user_identity_id });
  const token = state.clientSessions.get(key?.client_session_id ?? '')?.token ?? '';
  const guest = as({ clientSessionToken: token });
  return { ...fake, grant, key, token, guest };
};

describe('an instant key', () => {
  it('is made with each mobile key, for the user identity', async () => {
    const { seam, grant, key, token, user_identity_id } = await scene();
    expect(key).toMatchObject({ user_identity_id, instant_key_url: grant.instant_key_url });
    expect(grant.client_session_token).toBe(token);
    const [access_method_id = ''] = grant.access_method_ids;
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      instant_key_url: key?.instant_key_url,
      client_session_token: token,
    });
  });

  it('shows all entrances that its user identity can open now, also later ones', async () => {
    const { seam, add, guest, user_identity_id, acs_system_id, grant } = await scene();
    const names = async () => (await guest.acs.entrances.list()).map(({ display_name }) => display_name);
    expect(await names()).toEqual(['Gate']);
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Pool' });
    await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'mobile_key' }],
    });
    expect(await names()).toEqual(['Gate', 'Pool']);
    await seam.accessGrants.update({
      access_grant_id: grant.access_grant_id,
      ends_at: '2026-01-02T00:00:00Z',
    });
    expect(await names()).toEqual(['Gate', 'Pool']);
  });

  it('can be revoked, and is with its access method or access grant', async () => {
    for (const end of ['key', 'method', 'grant'] as const) {
      const { seam, guest, key, grant } = await scene();
      const { access_grant_id } = grant;
      if (end === 'key') await seam.instantKeys.delete({ instant_key_id: key?.instant_key_id ?? '' });
      else if (end === 'method') await seam.accessMethods.delete({ access_grant_id });
      else await seam.accessGrants.delete({ access_grant_id });
      await expect(guest.acs.entrances.list()).rejects.toMatchObject({ statusCode: 401 });
      expect(await seam.instantKeys.list()).toEqual([]);
    }
  });

  it('ends after a time', async () => {
    const { clock, guest, key } = await scene();
    clock.set(key?.expires_at ?? '');
    await expect(guest.acs.entrances.list()).rejects.toMatchObject({ statusCode: 401 });
  });
});
