import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

const minute = 60_000;
const second = 1000;

type Mode = 'code' | 'card' | 'mobile_key' | 'cloud_key';

const scene = async (
  assumptions: object,
  modes: readonly Mode[],
  places: object = {},
  period: object = {},
) => {
  const fake = grantScene({ assumptions });
  const { seam, user_identity_id, device_id, acs_entrance_id } = fake;
  const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    acs_entrance_ids: [acs_entrance_id],
    ...places,
    ...period,
    requested_access_methods: modes.map((mode) => ({ mode })),
  });
  const access_method_id = access_method_ids[0] ?? '';
  const method = () => seam.accessMethods.get({ access_method_id });
  const grant = () => seam.accessGrants.get({ access_grant_id });
  const pending = async () => [
    (await method()).pending_mutations.map(({ mutation_code }) => mutation_code),
    (await grant()).pending_mutations.map(({ mutation_code }) => mutation_code),
  ];
  const warnings = async () => [
    (await method()).warnings.map(({ warning_code }) => warning_code),
    (await grant()).warnings.map(({ warning_code }) => warning_code),
  ];
  const issued = async () => (await method()).is_issued;
  return { ...fake, access_grant_id, access_method_id, method, grant, pending, warnings, issued };
};

describe('issuing', () => {
  it.each(['mobile_key', 'cloud_key', 'code'] as const)(
    'waits for the ACS user and the credential of a %s, and shows that',
    async (mode) => {
      const fake = await scene({ acs_sync_ms: second }, [mode], { device_ids: [] });
      expect(await fake.issued()).toBe(false);
      expect(await fake.pending()).toEqual([['provisioning_access'], ['updating_spaces']]);
      expect(await fake.warnings()).toEqual([[], ['underprovisioned_access']]);
      expect(await fake.entrances()).toEqual([]);
      fake.clock.advance(second);
      expect(await fake.issued()).toBe(true);
      expect([await fake.pending(), await fake.warnings()]).toEqual([
        [[], []],
        [[], []],
      ]);
      expect(await fake.entrances()).toEqual(['Gate']);
      const types = fake.eventTypes();
      expect(types.indexOf('acs_user.created')).toBeLessThan(types.indexOf('acs_credential.issued'));
      expect(types.at(-1)).toBe('access_method.issued');
    },
  );

  it('of a card waits to be encoded once the access system has the credential', async () => {
    const fake = await scene({ acs_sync_ms: second }, ['card'], { device_ids: [] });
    expect(await fake.method()).toMatchObject({ is_encoding_required: true });
    expect(fake.eventTypes()).not.toContain('access_method.card_encoding_required');
    fake.clock.advance(second);
    expect(await fake.method()).toMatchObject({ is_issued: false, is_ready_for_encoding: true });
    expect(fake.eventTypes()).toContain('access_method.card_encoding_required');
  });

  it('waits for the devices too, and names them', async () => {
    const fake = await scene({ access_code_sync_ms: second }, ['code']);
    const { device_id } = fake;
    const from = { device_ids: [] };
    const to = { device_ids: [device_id] };
    expect((await fake.method()).pending_mutations).toMatchObject([{ from, to }]);
    expect((await fake.grant()).pending_mutations).toMatchObject([{ from, to }]);
    fake.clock.advance(second);
    expect(await fake.issued()).toBe(true);
  });

  it('fails when the access system does not create the ACS user', async () => {
    const fake = grantScene();
    const { seam, provider, user_identity_id, acs_entrance_id } = fake;
    provider.failNext('acs_user.create');
    const { access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'mobile_key' }],
    });
    expect(await seam.accessMethods.get({ access_method_id: access_method_ids[0] ?? '' })).toMatchObject({
      is_issued: false,
      errors: [{ error_code: 'failed_to_issue' }],
    });
    expect(await fake.entrances()).toEqual([]);
  });

  it('that failed is tried again', async () => {
    const fake = grantScene();
    const { seam, provider, clock, user_identity_id, device_id } = fake;
    provider.failNext('access_method.issue');
    const { access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const access_method_id = access_method_ids[0] ?? '';
    clock.advance(5 * minute);
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({ is_issued: true, errors: [] });
  });
});

describe('an access method that is not issued in time', () => {
  const offline = { access_code_sync_ms: 60 * minute };

  it('shows a delay, then a failure, and neither once it is issued', async () => {
    const fake = await scene(offline, ['code'], { acs_entrance_ids: [] });
    fake.clock.advance(5 * minute - 1);
    expect((await fake.warnings())[0]).toEqual([]);
    fake.clock.advance(1);
    expect((await fake.warnings())[0]).toEqual(['delay_in_issuing']);
    expect(fake.eventTypes().at(-1)).toBe('access_method.delay_in_issuing');
    fake.clock.advance(5 * minute);
    expect(await fake.method()).toMatchObject({ errors: [{ error_code: 'failed_to_issue' }] });
    expect(fake.eventTypes().at(-1)).toBe('access_method.failed_to_issue');
    fake.clock.advance(50 * minute);
    expect(await fake.method()).toMatchObject({ is_issued: true, errors: [], warnings: [] });
  });

  it('shows a delay before the start of its access grant, and a failure at the start', async () => {
    const fake = await scene(
      { acs_sync_ms: 60 * minute },
      ['mobile_key'],
      { device_ids: [] },
      { starts_at: '2026-01-01T00:30:00.000Z' },
    );
    fake.clock.set('2026-01-01T00:24:59.999Z');
    expect(await fake.warnings()).toMatchObject([[], {}]);
    fake.clock.advance(1);
    expect(await fake.method()).toMatchObject({
      warnings: [{ warning_code: 'delay_in_issuing' }],
      errors: [],
    });
    fake.clock.set('2026-01-01T00:30:00.000Z');
    expect(await fake.method()).toMatchObject({ errors: [{ error_code: 'failed_to_issue' }] });
  });

  it('shows nothing when it is a card, which somebody has to encode', async () => {
    const fake = await scene({}, ['card'], { device_ids: [] });
    fake.clock.advance(60 * minute);
    expect(await fake.method()).toMatchObject({ warnings: [], errors: [] });
  });
});

describe('a change of the access times', () => {
  const delays = { acs_sync_ms: second, access_code_sync_ms: second };
  const ends_at = '2026-01-02T00:00:00.000Z';

  it.each([
    ['of codes', 'code', { acs_entrance_ids: [] }],
    ['of credentials', 'mobile_key', { device_ids: [] }],
  ] as const)(
    '%s is pending until it is made, and the access method is revoked meanwhile',
    async (_, mode, places) => {
      const fake = await scene(delays, [mode], places);
      fake.clock.advance(second);
      const before = fake.state.events.size;
      await fake.seam.accessGrants.update({ access_grant_id: fake.access_grant_id, ends_at });
      expect(await fake.issued()).toBe(false);
      expect(await fake.pending()).toEqual([['updating_access_times'], ['updating_access_times']]);
      expect(await fake.warnings()).toEqual([['updating_access_times'], ['updating_access_times']]);
      expect((await fake.grant()).pending_mutations).toMatchObject([
        { access_method_ids: [fake.access_method_id], from: { ends_at: null }, to: { ends_at } },
      ]);
      fake.clock.advance(second);
      expect(await fake.issued()).toBe(true);
      expect([await fake.pending(), await fake.warnings()]).toEqual([
        [[], []],
        [[], []],
      ]);
      const types = fake.eventTypes().slice(before);
      expect(types.filter((type) => type.startsWith('access_method.'))).toEqual([
        'access_method.revoked',
        'access_method.reissued',
      ]);
    },
  );

  it('closes entrances while the access system makes it', async () => {
    const fake = await scene(delays, ['mobile_key'], { device_ids: [] });
    fake.clock.advance(second);
    expect(await fake.entrances()).toEqual(['Gate']);
    await fake.seam.accessGrants.update({ access_grant_id: fake.access_grant_id, ends_at });
    expect(await fake.entrances()).toEqual([]);
    fake.clock.advance(second);
    expect(await fake.entrances()).toEqual(['Gate']);
  });
});

describe('a deletion', () => {
  const delays = { acs_sync_ms: second, access_code_sync_ms: second };

  it('of an access grant takes until devices and access systems have removed everything', async () => {
    const fake = await scene(delays, ['code']);
    const { seam, clock, access_grant_id, access_method_id } = fake;
    clock.advance(second);
    await seam.accessGrants.delete({ access_grant_id });
    await seam.accessGrants.delete({ access_grant_id });
    expect(await fake.warnings()).toEqual([['being_deleted'], ['being_deleted']]);
    expect((await fake.pending())[0]).toEqual(['revoking_access']);
    expect([await fake.devices(), await fake.entrances()]).toEqual([['Front door'], ['Gate']]);
    await expect(seam.accessGrants.update({ access_grant_id, name: 'Late' })).rejects.toMatchObject({
      statusCode: 409,
    });
    const before = fake.state.events.size;
    clock.advance(second);
    expect([await fake.devices(), await fake.entrances()]).toEqual([[], []]);
    expect(fake.eventTypes().slice(before).slice(-2)).toEqual([
      'access_method.deleted',
      'access_grant.deleted',
    ]);
    await expect(seam.accessMethods.get({ access_method_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('of one access method leaves the others as they are', async () => {
    const fake = await scene(delays, ['code', 'mobile_key']);
    fake.clock.advance(second);
    await fake.seam.accessMethods.delete({ access_method_id: fake.access_method_id });
    expect(await fake.warnings()).toEqual([['being_deleted'], ['overprovisioned_access']]);
    fake.clock.advance(second);
    const { access_method_ids } = await fake.grant();
    expect(access_method_ids).toHaveLength(1);
    expect(await seamIssued(fake, access_method_ids[0])).toBe(true);
  });

  const seamIssued = async ({ seam }: Awaited<ReturnType<typeof scene>>, access_method_id = '') =>
    (await seam.accessMethods.get({ access_method_id })).is_issued;

  it('waits for a device that is offline, whose code still opens it', async () => {
    const fake = await scene({}, ['code'], { acs_entrance_ids: [] });
    const { seam, device_id, access_grant_id } = fake;
    await seam.devices.simulate.disconnect({ device_id });
    await seam.accessGrants.delete({ access_grant_id });
    expect(await fake.devices()).toEqual(['Front door']);
    await seam.devices.simulate.connect({ device_id });
    fake.clock.settle();
    expect(await fake.devices()).toEqual([]);
    expect(fake.state.accessGrants.size).toBe(0);
  });

  it.each(['access_code.remove', 'acs_credential.delete'] as const)(
    'of an access grant keeps what could not be removed (%s), until a repeated request removes it',
    async (action) => {
      const fake = await scene({}, ['code']);
      const { seam, clock, provider, state, access_grant_id } = fake;
      provider.failNext(action);
      await seam.accessGrants.delete({ access_grant_id });
      expect((await fake.devices()).length + (await fake.entrances()).length).toBe(1);
      await seam.accessGrants.delete({ access_grant_id });
      clock.advance(60 * minute);
      expect([await fake.devices(), await fake.entrances()]).toEqual([[], []]);
      expect(state.accessGrants.size).toBe(0);
    },
  );

  it('of the device ends the wait', async () => {
    const fake = await scene({}, ['code'], { acs_entrance_ids: [] });
    const { seam, state, device_id, access_grant_id } = fake;
    await seam.devices.simulate.disconnect({ device_id });
    await seam.accessGrants.delete({ access_grant_id });
    const [account] = [...state.connectedAccounts];
    await seam.connectedAccounts.delete({ connected_account_id: account?.connected_account_id ?? '' });
    fake.clock.settle();
    expect([state.accessGrants.size, state.accessMethods.size]).toEqual([0, 0]);
  });
});

describe('a space', () => {
  it('provides added devices and removes others while the changes are pending', async () => {
    const fake = grantScene({ assumptions: { access_code_sync_ms: second } });
    const { seam, clock, space_id, device_id, second: other, user_identity_id } = fake;
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      space_ids: [space_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    clock.advance(second);
    await seam.spaces.update({ space_id, device_ids: [device_id] });
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({
      pending_mutations: [
        { mutation_code: 'updating_spaces', from: { device_ids: [other] }, to: { device_ids: [device_id] } },
      ],
      warnings: [{ warning_code: 'underprovisioned_access' }, { warning_code: 'overprovisioned_access' }],
    });
    clock.advance(second);
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({
      pending_mutations: [],
      warnings: [],
    });
  });
});

describe('a mobile key', () => {
  it('is revoked when the only phone of its user identity is deactivated', async () => {
    const fake = await scene({}, ['mobile_key'], { device_ids: [] });
    const { seam, user_identity_id } = fake;
    const { device_id } = await seam.phones.simulate.createSandboxPhone({ user_identity_id });
    await seam.phones.deactivate({ device_id });
    expect([await fake.issued(), await fake.entrances()]).toEqual([false, []]);
  });

  it('waits for a phone of its user identity, if assumed', async () => {
    const fake = await scene({ mobile_keys_need_phone: true }, ['mobile_key'], { device_ids: [] });
    expect([await fake.issued(), await fake.entrances()]).toEqual([false, []]);
    await fake.seam.phones.simulate.createSandboxPhone({ user_identity_id: fake.user_identity_id });
    expect([await fake.issued(), await fake.entrances()]).toEqual([true, ['Gate']]);
  });
});
