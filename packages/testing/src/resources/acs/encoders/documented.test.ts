import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (external_type = 'visionline_system') => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type });
  const at = { acs_encoder_id: add.acsEncoder({ acs_system_id }).acs_encoder_id };
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  const create = (params: object = {}) =>
    seam.acs.credentials.create({
      acs_user_id,
      access_method: 'card',
      allowed_acs_entrance_ids: [acs_entrance_id],
      ...params,
    });
  const encode = (acs_credential_id: string) =>
    seam.acs.encoders.encodeCredential({ ...at, acs_credential_id });
  const scan = async () => (await seam.acs.encoders.scanCredential(at)).result;
  const events = () => [...state.events].map(({ event_type }) => event_type);
  return {
    ...fake,
    acs_system_id,
    acs_entrance_id,
    acs_user_id,
    user_identity_id,
    at,
    create,
    encode,
    scan,
    events,
  };
};

describe('encoding a card', () => {
  it('issues the credential, and gives it a card number and a time', async () => {
    const { seam, create, encode, clock, events } = start();
    const { acs_credential_id, is_issued, card_number } = await create();
    expect([is_issued, card_number]).toEqual([false, undefined]);
    expect(await encode(acs_credential_id)).toMatchObject({
      action_type: 'ENCODE_CREDENTIAL',
      status: 'success',
      result: { acs_credential_id, is_issued: true },
    });
    expect(await seam.acs.credentials.get({ acs_credential_id })).toMatchObject({
      is_issued: true,
      issued_at: clock.timestamp(),
      card_number: expect.stringMatching(/^\d+$/) as string,
      warnings: [],
    });
    expect(events()).toEqual(['acs_credential.issued']);
  });

  it('again reissues the credential', async () => {
    const { create, encode, events } = start();
    const { acs_credential_id } = await create();
    await encode(acs_credential_id);
    await encode(acs_credential_id);
    expect(events()).toEqual(['acs_credential.issued', 'acs_credential.reissued']);
  });

  it.each([
    'no_credential_on_encoder',
    'encoding_interrupted',
    'uncategorized_error',
    'action_attempt_expired',
  ] as const)('fails once with %s when that is simulated, and issues nothing', async (error_code) => {
    const { seam, create, encode, at, events } = start();
    const { acs_credential_id } = await create();
    await seam.acs.encoders.simulate.nextCredentialEncodeWillFail({ ...at, error_code });
    await expect(encode(acs_credential_id)).rejects.toMatchObject({ code: error_code });
    expect([(await seam.acs.credentials.get({ acs_credential_id })).is_issued, events()]).toEqual([
      false,
      [],
    ]);
    expect(await encode(acs_credential_id)).toMatchObject({ status: 'success' });
  });

  it.each(['encoder_not_online', 'encoder_communication_timeout', 'incompatible_card_format'] as const)(
    'fails with %s of the access system',
    async (type) => {
      const { provider, create, encode } = start();
      const { acs_credential_id } = await create();
      provider.failNext('ENCODE_CREDENTIAL', { type, message: 'No.' });
      await expect(encode(acs_credential_id)).rejects.toMatchObject({ code: type });
    },
  );

  it('fails on an encoder that was removed', async () => {
    const { provider, create, encode, at } = start();
    const { acs_credential_id } = await create();
    provider.removeAcsEncoder(at.acs_encoder_id);
    await expect(encode(acs_credential_id)).rejects.toMatchObject({ code: 'encoder_not_online' });
  });
});

describe('scanning a card', () => {
  it('shows what is on the card and what Seam has', async () => {
    const { create, encode, scan, acs_entrance_id } = start();
    const { acs_credential_id } = await create();
    await encode(acs_credential_id);
    expect(await scan()).toMatchObject({
      acs_credential_on_encoder: {
        is_issued: true,
        visionline_metadata: {
          cancelled: false,
          expired: false,
          overridden: false,
          guest_acs_entrance_ids: [acs_entrance_id],
        },
      },
      acs_credential_on_seam: { acs_credential_id },
      warnings: [],
    });
  });

  it('shows a card that another one has overridden', async () => {
    const { create, encode, scan, seam, at } = start();
    const first = await create();
    await encode(first.acs_credential_id);
    const second = await create({ visionline_metadata: { override: true } });
    await encode(second.acs_credential_id);
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({
      ...at,
      scenario: 'credential_exists_on_seam',
      acs_credential_id_on_seam: first.acs_credential_id,
    });
    expect(await scan()).toMatchObject({
      acs_credential_on_encoder: { visionline_metadata: { overridden: true } },
      acs_credential_on_seam: { visionline_metadata: { is_valid: false } },
    });
  });

  it.each([
    ['credential_on_encoder_needs_update', 'acs_credential_on_encoder_out_of_sync'],
    ['credential_does_not_exist_on_seam', 'acs_credential_on_seam_not_found'],
  ] as const)('of the kind %s warns: %s', async (scenario, warning_code) => {
    const { seam, create, encode, scan, at } = start();
    const { acs_credential_id } = await create();
    await encode(acs_credential_id);
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({ ...at, scenario });
    expect(await scan()).toMatchObject({ warnings: [{ warning_code }] });
  });

  it('that is empty finds neither', async () => {
    const { seam, scan, at } = start();
    const scenario = 'credential_on_encoder_is_empty';
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({ ...at, scenario });
    expect(await scan()).toMatchObject({ acs_credential_on_encoder: null, acs_credential_on_seam: null });
  });

  it.each(['no_credential_on_encoder', 'uncategorized_error', 'action_attempt_expired'] as const)(
    'fails once with %s when that is simulated',
    async (error_code) => {
      const { seam, scan, at } = start();
      await seam.acs.encoders.simulate.nextCredentialScanWillFail({ ...at, error_code });
      await expect(scan()).rejects.toMatchObject({ code: error_code });
      expect(await scan()).toBeDefined();
    },
  );
});

describe('scanning to assign', () => {
  it('gives the card to the ACS user of a user identity, which is created if necessary', async () => {
    const { seam, add, at, acs_system_id } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    const { result } = await seam.acs.encoders.scanToAssignCredential({ ...at, user_identity_id });
    const [user] = await seam.acs.users.list({ user_identity_id });
    expect(user).toMatchObject({ acs_system_id, full_name: 'Ben' });
    expect(result).toMatchObject({ acs_user_id: user?.acs_user_id, access_method: 'card', is_issued: true });
  });

  it('fails on an empty encoder', async () => {
    const { seam, at, acs_user_id } = start();
    const scenario = 'credential_on_encoder_is_empty';
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({ ...at, scenario });
    await expect(seam.acs.encoders.scanToAssignCredential({ ...at, acs_user_id })).rejects.toMatchObject({
      code: 'no_credential_on_encoder',
    });
  });
});
