import { describe, expect, it } from 'vitest';
import { checkResponse, createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';
import { presentActionAttempt } from '../../action-attempts/start.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem();
  const { acs_encoder_id } = fake.add.acsEncoder({ acs_system_id, display_name: 'Front desk' });
  const { acs_user_id } = fake.add.acsUser({ acs_system_id });
  const { seam } = fake;
  const at = { acs_encoder_id };
  const ended = async (attempt: Promise<{ action_attempt_id: string }>) => {
    const { action_attempt_id } = await attempt;
    fake.clock.settle();
    const row = fake.state.actionAttempts.require(action_attempt_id, fake.workspaceId);
    const shown = { action_attempt: presentActionAttempt(row), ok: true };
    expect(checkResponse('/action_attempts/get', JSON.parse(JSON.stringify(shown)))).toBeUndefined();
    return row;
  };
  const encode = (acs_credential_id: string) =>
    ended(seam.acs.encoders.encodeCredential({ ...at, acs_credential_id }, { waitForActionAttempt: false }));
  const scan = () => ended(seam.acs.encoders.scanCredential(at, { waitForActionAttempt: false }));
  const assign = (whom: { acs_user_id: string } | { user_identity_id: string }) =>
    ended(seam.acs.encoders.scanToAssignCredential({ ...at, ...whom }, { waitForActionAttempt: false }));
  const events = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, acs_system_id, acs_user_id, at, encode, scan, assign, events };
};

describe('encoders', () => {
  it('are found by id and by system, without the planned results', async () => {
    const { seam, at, add, acs_system_id } = start();
    add.acsEncoder({ acs_system_id: add.acsSystem().acs_system_id });
    await seam.acs.encoders.simulate.nextCredentialScanWillFail(at);
    const shown = await seam.acs.encoders.get(at);
    expect(Object.keys(shown).toSorted()).toEqual([
      'acs_encoder_id',
      'acs_system_id',
      'connected_account_id',
      'created_at',
      'display_name',
      'errors',
      'workspace_id',
    ]);
    expect(await seam.acs.encoders.list({ acs_system_id })).toEqual([shown]);
    expect(await seam.acs.encoders.list({ acs_system_ids: [acs_system_id] })).toEqual([shown]);
    expect(await seam.acs.encoders.list({ acs_encoder_ids: [at.acs_encoder_id] })).toEqual([shown]);
  });

  it('encode a card, which issues it, and scan it', async () => {
    const { seam, acs_user_id, encode, scan, events } = start();
    const { acs_credential_id, is_issued, warnings } = await seam.acs.credentials.create({
      acs_user_id,
      access_method: 'card',
    });
    expect([is_issued, warnings]).toMatchObject([false, [{ warning_code: 'waiting_to_be_issued' }]]);
    expect(await encode(acs_credential_id)).toMatchObject({
      status: 'success',
      result: { acs_credential_id, is_issued: true, warnings: [] },
    });
    const { card_number } = await seam.acs.credentials.get({ acs_credential_id });
    expect(await scan()).toMatchObject({
      result: {
        acs_credential_on_encoder: { card_number },
        acs_credential_on_seam: { acs_credential_id },
        warnings: [],
      },
    });
    expect(events()).toEqual(['acs_credential.issued']);
  });

  it('encode a changed card again', async () => {
    const { seam, clock, acs_user_id, encode, events } = start();
    const { acs_credential_id } = await seam.acs.credentials.create({ acs_user_id, access_method: 'card' });
    await encode(acs_credential_id);
    await seam.acs.credentials.update({ acs_credential_id, ends_at: clock.timestampIn(1000) });
    expect((await seam.acs.credentials.get({ acs_credential_id })).warnings).toMatchObject([
      { warning_code: 'needs_to_be_reissued' },
    ]);
    await encode(acs_credential_id);
    expect((await seam.acs.credentials.get({ acs_credential_id })).warnings).toEqual([]);
    expect(events()).toEqual(['acs_credential.issued', 'acs_credential.reissued']);
  });

  it('invalidate earlier cards for an entrance by one that overrides them', async () => {
    const { seam, add, acs_system_id, acs_user_id, encode, events } = start();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    const create = (override: boolean) =>
      seam.acs.credentials.create({
        acs_user_id,
        access_method: 'card',
        allowed_acs_entrance_ids: [acs_entrance_id],
        visionline_metadata: { override },
      });
    const first = await create(false);
    const second = await create(true);
    expect(second).not.toHaveProperty('overrides_others');
    await encode(first.acs_credential_id);
    await encode(second.acs_credential_id);
    expect(events().at(-1)).toBe('acs_credential.invalidated');
    const { acs_credential_id } = first;
    expect(await seam.acs.credentials.listAccessibleEntrances({ acs_credential_id })).toEqual([]);
    const valid = await seam.acs.entrances.listCredentialsWithAccess({
      acs_entrance_id,
      include_if: ['visionline_metadata.is_valid'],
    });
    expect(valid).toMatchObject([{ acs_credential_id: second.acs_credential_id }]);
  });

  it('fail once as simulated, for the given credential', async () => {
    const { seam, add, at, acs_user_id, encode } = start();
    const [first = '', second = ''] = [1, 2].map(
      () => add.acsCredential({ acs_user_id, access_method: 'card', is_issued: false }).acs_credential_id,
    );
    await seam.acs.encoders.simulate.nextCredentialEncodeWillFail({
      ...at,
      error_code: 'encoding_interrupted',
      acs_credential_id: second,
    });
    expect((await encode(first))?.status).toBe('success');
    expect(await encode(second)).toMatchObject({
      status: 'error',
      error: { type: 'encoding_interrupted' },
    });
    expect((await seam.acs.credentials.get({ acs_credential_id: second })).is_issued).toBe(false);
    expect((await encode(second))?.status).toBe('success');
    await seam.acs.encoders.simulate.nextCredentialEncodeWillFail(at);
    await seam.acs.encoders.simulate.nextCredentialEncodeWillSucceed(at);
    expect((await encode(second))?.status).toBe('success');
  });

  it('fail for a credential that was deleted meanwhile', async () => {
    const { seam, add, state, clock, at, acs_user_id } = start();
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card' });
    const { action_attempt_id } = await seam.acs.encoders.encodeCredential(
      { ...at, acs_credential_id },
      { waitForActionAttempt: false },
    );
    state.acsCredentials.delete(acs_credential_id);
    clock.settle();
    expect(state.actionAttempts.get(action_attempt_id)).toMatchObject({
      error: { type: 'credential_deleted' },
    });
  });

  it('encode cards of their own system only', async () => {
    const { seam, add, at, acs_user_id } = start();
    const { acs_credential_id } = add.acsCredential({ acs_user_id });
    await expect(seam.acs.encoders.encodeCredential({ ...at, acs_credential_id })).rejects.toMatchObject({
      statusCode: 400,
    });
    const card = add.acsCredential({
      acs_system_id: add.acsSystem().acs_system_id,
      access_method: 'card',
    });
    await expect(
      seam.acs.encoders.encodeCredential({ ...at, acs_credential_id: card.acs_credential_id }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('scan the simulated card', async () => {
    const { seam, add, at, acs_user_id, scan } = start();
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card' });
    expect(await scan()).toMatchObject({ result: { acs_credential_on_seam: { acs_credential_id } } });
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({
      ...at,
      acs_credential_id_on_seam: acs_credential_id,
    });
    expect(await scan()).toMatchObject({ result: { acs_credential_on_seam: { acs_credential_id } } });
    const scenarios = {
      credential_on_encoder_needs_update: {
        acs_credential_on_seam: { acs_credential_id },
        warnings: [{ warning_code: 'acs_credential_on_encoder_out_of_sync' }],
      },
      credential_does_not_exist_on_seam: {
        acs_credential_on_encoder: { is_issued: true },
        acs_credential_on_seam: null,
        warnings: [{ warning_code: 'acs_credential_on_seam_not_found' }],
      },
      credential_on_encoder_is_empty: { acs_credential_on_encoder: null, acs_credential_on_seam: null },
    } as const;
    for (const [scenario, result] of Object.entries(scenarios)) {
      await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({ ...at, scenario } as never);
      expect(await scan()).toMatchObject({ status: 'success', result });
    }
    await seam.acs.encoders.simulate.nextCredentialScanWillFail({
      ...at,
      error_code: 'action_attempt_expired',
    });
    expect(await scan()).toMatchObject({ error: { type: 'action_attempt_expired' } });
  });

  it('assign the scanned card to a user, with a new credential for an unknown card', async () => {
    const { seam, add, at, acs_user_id, acs_system_id, assign } = start();
    const { acs_credential_id } = add.acsCredential({ acs_system_id, access_method: 'card' });
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed(at);
    expect(await assign({ acs_user_id })).toMatchObject({ result: { acs_credential_id, acs_user_id } });
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({
      ...at,
      scenario: 'credential_does_not_exist_on_seam',
    });
    expect(await assign({ user_identity_id })).toMatchObject({
      result: { access_method: 'card', is_issued: true, user_identity_id },
    });
    expect(await seam.acs.credentials.list({ user_identity_id })).toHaveLength(1);
    await seam.acs.encoders.simulate.nextCredentialScanWillSucceed({
      ...at,
      scenario: 'credential_on_encoder_is_empty',
    });
    expect(await assign({ acs_user_id })).toMatchObject({ error: { type: 'no_credential_on_encoder' } });
  });

  it('are simulated in a sandbox only', async () => {
    const { seam, state, workspaceId, at } = start();
    state.workspaces.patch(workspaceId, { is_sandbox: false });
    await expect(seam.acs.encoders.simulate.nextCredentialScanWillFail(at)).rejects.toMatchObject({
      type: 'workspace_not_sandbox',
    });
  });
});
