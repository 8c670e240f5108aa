import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeamOptions } from '../fake/options.ts';

const start = (options: FakeSeamOptions = {}) => {
  const fake = createFakeSeam({ seed: 'empty', ...options });
  const { acs_system_id } = fake.add.acsSystem();
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { acs_user_id } = fake.add.acsUser({
    acs_system_id,
    user_identity_id,
    email_address: 'ada@example.com',
  });
  const send = async (path: string, params: object) => {
    const response = await fake.fetch(fake.endpoint + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const body = (await response.json()) as { error?: { type: string } };
    return body.error?.type ?? body;
  };
  return { ...fake, acs_system_id, user_identity_id, acs_user_id, send };
};

type Started = ReturnType<typeof start>;

const samples: Readonly<Record<string, (fake: Started) => [path: string, params: object, expected: object]>> =
  {
    'an ACS user beside its access system and its user identity': ({
      acs_user_id,
      acs_system_id,
      user_identity_id,
    }) => [
      '/acs/users/update',
      { acs_user_id, acs_system_id, user_identity_id, full_name: 'Ada Okafor' },
      { ok: true },
    ],
    'the entrances of an ACS user in its access system': ({ acs_user_id, acs_system_id }) => [
      '/acs/users/list_accessible_entrances',
      { acs_user_id, acs_system_id },
      { acs_entrances: [] },
    ],
    'a credential for an ACS user in its access system': ({ acs_user_id, acs_system_id }) => [
      '/acs/credentials/create',
      { acs_user_id, acs_system_id, access_method: 'card' },
      { acs_credential: { acs_user_id, acs_system_id, access_method: 'card' } },
    ],
    'a credential for a user identity with one ACS user': ({ user_identity_id, acs_system_id }) => [
      '/acs/credentials/create',
      { user_identity_id, access_method: 'mobile_key', is_multi_phone_sync_credential: true },
      { acs_credential: { acs_system_id } },
    ],
    'the encoders of all access systems': ({ add, acs_system_id }) => {
      const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
      return ['/acs/encoders/list', {}, { acs_encoders: [{ acs_encoder_id }] }];
    },
    'an ACS user with the name of its user identity': ({ add }) => {
      const { user_identity_id } = add.userIdentity({ full_name: 'Grace' });
      const { acs_system_id } = add.acsSystem();
      const params = { acs_system_id, user_identity_id, phone_number: '+15555550100' };
      return ['/acs/users/create', params, { acs_user: { full_name: 'Grace' } }];
    },
    'an ACS user by its email address': ({ acs_user_id }) => [
      '/acs/users/get',
      { email_address: 'ada@example.com' },
      { acs_user: { acs_user_id } },
    ],
    'a user identity by its email address': ({ user_identity_id }) => [
      '/user_identities/get',
      { email_address: 'ada@example.com' },
      { user_identity: { user_identity_id } },
    ],
    'a connect webview with an empty placeholder for the providers': () => [
      '/connect_webviews/create',
      { accepted_providers: '', customer_key: 'hotel-1' },
      { connect_webview: { status: 'pending' } },
    ],
  };

const names = Object.keys(samples);
const sampleOf = (name: string, fake: Started) => samples[name]?.(fake) ?? ['', {}, {}];

describe('a request that Seam prints as a sample', () => {
  it.each(names)('is accepted: %s', async (name) => {
    const fake = start();
    const [path, params, expected] = sampleOf(name, fake);
    expect(await fake.send(path, params)).toMatchObject(expected);
  });

  it.each(names)('is refused by assumption: %s', async (name) => {
    for (const options of [{ assumptions: { sample_parameters: 'refuse' } }, { strict: true }] as const) {
      const fake = start(options);
      const [path, params] = sampleOf(name, fake);
      expect(await fake.send(path, params)).toBe('invalid_input');
    }
  });

  it('is refused when its ids contradict each other', async () => {
    const { send, add, acs_user_id } = start();
    const { acs_system_id } = add.acsSystem();
    const { user_identity_id } = add.userIdentity();
    for (const ids of [{ acs_system_id }, { user_identity_id }])
      expect(await send('/acs/users/update', { acs_user_id, ...ids, full_name: 'Eve' })).toBe(
        'invalid_input',
      );
  });

  it('changes nothing for removals and revocations, where it might do harm', async () => {
    const { send, acs_user_id, acs_system_id, user_identity_id, state } = start();
    const ids = { acs_user_id, acs_system_id, user_identity_id };
    for (const path of [
      '/acs/users/delete',
      '/acs/users/revoke_access_to_all_entrances',
      '/acs/users/suspend',
    ])
      expect(await send(path, ids)).toBe('invalid_input');
    expect(state.acsUsers.size).toBe(1);
  });

  it('finds nothing for an unknown email address, and only in the workspace of the caller', async () => {
    const { send, add } = start();
    const { workspace_id } = add.workspace();
    add.userIdentity({ workspace_id, email_address: 'eve@example.com' });
    const email = { email_address: 'eve@example.com' };
    expect(await send('/user_identities/get', email)).toBe('user_identity_not_found');
    expect(await send('/acs/users/get', email)).toBe('acs_user_not_found');
  });
});
