import type { AccessGrantsCreateParams } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { grantScene } from './grant-scene.test-helper.ts';

const hour = 3_600_000;
const [start, soon, later, end] = [0, 1, 2, 3].map((hours) =>
  new Date(Date.parse('2026-01-01T00:00:00.000Z') + hours * hour).toISOString(),
) as [string, string, string, string];

describe('an access grant', () => {
  it('grants access to devices and entrances, and creates the requested access methods', async () => {
    const { seam, state, user_identity_id, device_id, acs_entrance_id, ...scene } = grantScene();
    const grant = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'code', code: '4711' }, { mode: 'mobile_key' }],
    });
    expect(await scene.devices()).toEqual(['Front door']);
    expect(await scene.entrances()).toEqual(['Gate']);
    const methods = await seam.accessMethods.list({ access_grant_id: grant.access_grant_id });
    expect(methods.map(({ mode, is_issued, code }) => ({ mode, is_issued, code }))).toEqual([
      { mode: 'code', is_issued: true, code: '4711' },
      { mode: 'mobile_key', is_issued: true, code: undefined },
    ]);
    expect(grant).toMatchObject({
      starts_at: start,
      ends_at: null,
      access_method_ids: methods.map(({ access_method_id }) => access_method_id),
      client_session_token: methods[1]?.client_session_token,
      instant_key_url: methods[1]?.instant_key_url,
      requested_access_methods: [
        { mode: 'code', code: '4711', created_access_method_ids: [methods[0]?.access_method_id] },
        { mode: 'mobile_key' },
      ],
      errors: [],
      warnings: [],
    });
    expect(grant).not.toHaveProperty('is_managed');
    expect(methods[0]).not.toHaveProperty('was_issued');
    expect([...state.accessCodes]).toMatchObject([
      { device_id, code: '4711', starts_at: start, ends_at: null },
    ]);
    const [user] = await seam.userIdentities.listAcsUsers({ user_identity_id });
    expect(await seam.acs.credentials.list({ acs_user_id: user?.acs_user_id ?? '' })).toMatchObject([
      { access_method: 'code', code: '4711', is_issued: true },
      { access_method: 'mobile_key', is_issued: true },
    ]);
  });

  it('writes its events in order', async () => {
    const { seam, eventTypes, user_identity_id, acs_entrance_id } = grantScene();
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'cloud_key' }],
    });
    const created = [
      'access_grant.created',
      'access_method.created',
      'acs_credential.issued',
      'access_grant.access_granted_to_door',
      'access_grant.access_granted_to_all_doors',
      'access_method.issued',
    ];
    expect(eventTypes().filter((type) => type !== 'acs_user.created')).toEqual(created);
    const before = eventTypes().length;
    await seam.accessGrants.delete({ access_grant_id });
    expect(eventTypes().slice(before)).toEqual([
      'acs_credential.deleted',
      'access_method.deleted',
      'access_grant.deleted',
    ]);
  });

  it('gives access exactly from its start to its end', async () => {
    const { seam, clock, state, eventTypes, ...scene } = grantScene();
    const { user_identity_id, device_id, acs_entrance_id } = scene;
    const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'code' }],
      starts_at: soon,
      ends_at: later,
    });
    expect([await scene.devices(), await scene.entrances()]).toEqual([[], []]);
    clock.set(soon);
    expect([await scene.devices(), await scene.entrances()]).toEqual([['Front door'], ['Gate']]);
    clock.advance(hour - 1);
    expect(await scene.devices()).toEqual(['Front door']);
    clock.advance(1);
    expect([await scene.devices(), await scene.entrances()]).toEqual([[], []]);
    const access_method_id = access_method_ids[0] ?? '';
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      is_issued: false,
      issued_at: null,
    });
    expect([state.accessCodes.size, state.acsCredentials.size]).toEqual([0, 0]);
    expect(eventTypes()).toContain('access_method.revoked');
    expect(eventTypes()).toContain('access_grant.access_to_door_lost');
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({ ends_at: later });
  });

  it('updates codes and credentials and reissues its access methods when its period changes', async () => {
    const { seam, clock, state, eventTypes, ...scene } = grantScene();
    const { user_identity_id, device_id, acs_entrance_id } = scene;
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      access_grant_key: 'stay',
      requested_access_methods: [{ mode: 'code', code: '1234' }],
      ends_at: later,
    });
    const before = eventTypes().length;
    await seam.accessGrants.update({ access_grant_key: 'stay', ends_at: end, name: 'Stay' });
    expect(eventTypes().slice(before)).toEqual([
      'access_method.revoked',
      'access_code.mutations_requested',
      'access_code.time_frame_changed',
      'access_code.changed',
      'access_method.reissued',
      'access_grant.access_times_changed',
    ]);
    expect([...state.events].at(-1)).toMatchObject({ access_grant_key: 'stay', ends_at: end });
    expect([...state.accessCodes]).toMatchObject([{ ends_at: end }]);
    expect([...state.acsCredentials]).toMatchObject([{ ends_at: end }]);
    clock.set(later);
    expect(await scene.devices()).toEqual(['Front door']);
    clock.set(end);
    expect(await scene.devices()).toEqual([]);

    await seam.accessGrants.update({ access_grant_id, ends_at: null });
    expect(await scene.devices()).toEqual(['Front door']);
    expect([...state.accessCodes]).toMatchObject([{ code: '1234', ends_at: null, type: 'ongoing' }]);
    const unchanged = eventTypes().length;
    await seam.accessGrants.update({ access_grant_id, ends_at: null });
    expect(eventTypes()).toHaveLength(unchanged);
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({ name: 'Stay' });
  });

  it('requires its cards to be encoded again when its period changes', async () => {
    const { seam, state, finished, user_identity_id, acs_entrance_id } = grantScene();
    const assign = (access_method_id: string) =>
      finished(
        seam.accessMethods.assignCard(
          { access_method_id, card_number: '77' },
          { waitForActionAttempt: false },
        ),
      );
    const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'card' }],
    });
    const access_method_id = access_method_ids[0] ?? '';
    await assign(access_method_id);
    await seam.accessGrants.update({ access_grant_id, ends_at: end });
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      is_issued: false,
      is_encoding_required: true,
    });
    expect([...state.acsCredentials]).toMatchObject([
      { warnings: [{ warning_code: 'needs_to_be_reissued' }] },
    ]);
    await assign(access_method_id);
    expect([...state.events].at(-1)).toMatchObject({ event_type: 'access_method.reissued' });
    expect([...state.acsCredentials]).toMatchObject([{ warnings: [], card_number: '77' }]);
  });

  it('opens what its spaces contain now', async () => {
    const { seam, state, space_id, second, ...scene } = grantScene();
    const { user_identity_id, device_id, acs_entrance_id } = scene;
    await seam.accessGrants.create({
      user_identity_id,
      space_keys: ['flat'],
      requested_access_methods: [{ mode: 'code' }],
    });
    const codes = () => [...state.accessCodes].map((row) => row.device_id);
    expect([await scene.devices(), codes()]).toEqual([['Back door'], [second]]);
    await seam.spaces.addDevices({ space_id, device_ids: [device_id] });
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids: [acs_entrance_id] });
    expect([await scene.devices(), await scene.entrances()]).toEqual([['Back door', 'Front door'], ['Gate']]);
    expect(codes()).toEqual([second, device_id]);
    expect(new Set([...state.accessCodes].map(({ code }) => code)).size).toBe(1);
    await seam.spaces.removeDevices({ space_id, device_ids: [second] });
    expect([await scene.devices(), codes()]).toEqual([['Front door'], [device_id]]);
    await seam.spaces.delete({ space_id });
    expect([await scene.devices(), await scene.entrances(), codes()]).toEqual([[], [], []]);
    expect(state.acsCredentials.size).toBe(0);
  });

  it('can create its user identity, which must be new', async () => {
    const { seam, device_id } = grantScene();
    const create = (email_address: string) =>
      seam.accessGrants.create({
        user_identity: { full_name: 'Ben', email_address },
        device_ids: [device_id],
        requested_access_methods: [],
      });
    const { user_identity_id } = await create('ben@example.com');
    expect(await seam.userIdentities.get({ user_identity_id })).toMatchObject({ full_name: 'Ben' });
    await expect(create('ada@example.com')).rejects.toMatchObject({ statusCode: 409 });
  });

  it('shows which access methods cannot be created, and where another code was used', async () => {
    const { seam, add, user_identity_id, device_id, state } = grantScene();
    const plain = add.device({ capabilities_supported: ['lock'] }).device_id;
    const codes = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id, plain],
      requested_access_methods: [{ mode: 'code', code: '1111' }, { mode: 'card' }],
    });
    expect(codes.errors).toMatchObject([
      { error_code: 'cannot_create_requested_access_methods', missing_device_ids: [device_id, plain] },
    ]);
    expect(codes.warnings).toMatchObject([
      { warning_code: 'device_does_not_support_access_codes', device_id: plain },
    ]);
    expect(codes.access_method_ids).toHaveLength(1);
    expect([...state.events].map(({ event_type }) => event_type)).toContain(
      'access_grant.could_not_create_requested_access_methods',
    );
    const again = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code', code: '1111' }],
    });
    expect(again.warnings).toMatchObject([
      { warning_code: 'requested_code_unavailable', device_id, original_code: '1111' },
    ]);
  });

  it('gets more access methods later', async () => {
    const { seam, user_identity_id, device_id, acs_entrance_id } = grantScene();
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const grant = await seam.accessGrants.requestAccessMethods({
      access_grant_id,
      requested_access_methods: [{ mode: 'mobile_key', instant_key_max_use_count: 2 }],
    });
    expect(grant.access_method_ids).toHaveLength(2);
    expect(grant.requested_access_methods.map(({ mode }) => mode)).toEqual(['code', 'mobile_key']);
    await expect(
      seam.accessGrants.requestAccessMethods({
        access_grant_id,
        requested_access_methods: [{ mode: 'card', code: '1234' }],
      }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('rejects an invalid period, key or place without creating anything', async () => {
    const { seam, state, user_identity_id, device_id } = grantScene();
    const base = { user_identity_id, device_ids: [device_id], requested_access_methods: [] };
    await seam.accessGrants.create({ ...base, access_grant_key: 'taken' });
    const cases: [AccessGrantsCreateParams, string][] = [
      [{ ...base, ends_at: '2025-01-01T00:00:00Z' }, 'invalid_input'],
      [{ ...base, starts_at: end, ends_at: soon }, 'invalid_input'],
      [{ ...base, starts_at: 'tomorrow' }, 'invalid_input'],
      [{ ...base, access_grant_key: 'taken' }, 'access_grant_key_conflict'],
      [{ ...base, space_keys: ['nowhere'] }, 'space_not_found'],
      [{ ...base, user_identity_id: device_id }, 'user_identity_not_found'],
      [{ ...base, acs_entrance_ids: [device_id] }, 'acs_entrance_not_found'],
    ];
    for (const [params, type] of cases)
      await expect(seam.accessGrants.create(params)).rejects.toMatchObject({ type });
    expect([state.accessGrants.size, state.userIdentities.size]).toEqual([1, 1]);
  });

  it('is listed by each filter', async () => {
    const { seam, state, space_id, acs_system_id, ...scene } = grantScene();
    const { user_identity_id, device_id, acs_entrance_id, second } = scene;
    const grant = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      space_ids: [space_id],
      reservation_key: 'r-1',
      requested_access_methods: [{ mode: 'code' }],
    });
    const { access_grant_id } = grant;
    await seam.accessGrants.create({
      user_identity: { full_name: 'Ben' },
      access_grant_key: 'ben',
      requested_access_methods: [],
    });
    const [code] = [...state.accessCodes];
    for (const filter of [
      { access_code_id: code?.access_code_id ?? '' },
      { acs_entrance_id },
      { acs_system_id },
      { device_id: second },
      { location_id: space_id },
      { reservation_key: 'r-1' },
      { space_id },
      { user_identity_id },
      { access_grant_key: null },
    ])
      expect((await seam.accessGrants.list(filter)).map((row) => row.access_grant_id)).toEqual([
        access_grant_id,
      ]);
    expect(await seam.accessGrants.list({ customer_key: 'unknown' })).toEqual([]);
  });

  it('returns its related resources, or only the requested parts', async () => {
    const { seam, user_identity_id, device_id, acs_entrance_id, acs_system_id, space_id } = grantScene();
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      space_ids: [space_id],
      access_grant_key: 'stay',
      requested_access_methods: [{ mode: 'cloud_key' }],
    });
    const batch = await seam.accessGrants.getRelated({ access_grant_ids: [access_grant_id] });
    expect(Object.keys(batch).toSorted()).toEqual([
      'access_methods',
      'acs_access_groups',
      'acs_entrances',
      'acs_systems',
      'connected_accounts',
      'devices',
      'spaces',
      'user_identities',
    ]);
    expect(batch).toMatchObject({
      user_identities: [{ user_identity_id }],
      spaces: [{ space_id }],
      acs_entrances: [{ acs_entrance_id }],
      acs_systems: [{ acs_system_id }],
      access_methods: [{ mode: 'cloud_key' }],
    });
    expect(batch.devices).toHaveLength(2);
    const some = await seam.accessGrants.getRelated({
      access_grant_keys: ['stay'],
      include: ['devices', 'spaces'],
      exclude: ['devices'],
    });
    expect(Object.keys(some)).toEqual(['spaces']);
    await expect(seam.accessGrants.getRelated({})).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('shows that a code could not be set on a device, until its period changes', async () => {
    const { seam, provider, eventTypes, user_identity_id, device_id, second } = grantScene();
    provider.failNext('access_code.set');
    const { access_grant_id, access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id, second],
      requested_access_methods: [{ mode: 'code' }],
    });
    const access_method_id = access_method_ids[0] ?? '';
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({
      is_issued: false,
      errors: [{ error_code: 'failed_to_issue' }],
    });
    expect(eventTypes().filter((type) => type === 'access_method.failed_to_issue')).toHaveLength(1);
    await seam.accessGrants.update({ access_grant_id, ends_at: end });
    expect(await seam.accessMethods.get({ access_method_id })).toMatchObject({ is_issued: true, errors: [] });
  });

  it('fails to issue an access method when the provider fails', async () => {
    const { seam, provider, user_identity_id, device_id } = grantScene();
    provider.failNext('access_method.issue', { message: 'No.' });
    const { access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    expect(await seam.accessMethods.get({ access_method_id: access_method_ids[0] ?? '' })).toMatchObject({
      is_issued: false,
      errors: [{ error_code: 'failed_to_issue', message: 'No.' }],
    });
  });

  it('issues codes after the devices have set them', async () => {
    const { seam, clock, user_identity_id, device_id } = grantScene({
      assumptions: { access_code_sync_ms: 1000 },
    });
    const { access_method_ids } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
    });
    const isIssued = async () =>
      (await seam.accessMethods.get({ access_method_id: access_method_ids[0] ?? '' })).is_issued;
    expect(await isIssued()).toBe(false);
    clock.advance(1000);
    expect(await isIssued()).toBe(true);
  });
});

describe('an unmanaged access grant', () => {
  it('is listed separately until it becomes managed, with its access methods', async () => {
    const { seam, add, user_identity_id } = grantScene();
    const { access_grant_id } = add.accessGrant({ user_identity_id, is_managed: false });
    const { access_method_id } = add.accessMethod({ access_grant_id, is_managed: false, mode: 'code' });
    expect(await seam.accessGrants.list()).toEqual([]);
    expect(await seam.accessGrants.unmanaged.list({ user_identity_id })).toMatchObject([{ access_grant_id }]);
    expect(await seam.accessGrants.unmanaged.get({ access_grant_id })).not.toHaveProperty('access_grant_key');
    expect(await seam.accessMethods.unmanaged.get({ access_method_id })).toMatchObject({ mode: 'code' });
    expect(await seam.accessMethods.unmanaged.list({ access_grant_id })).toMatchObject([
      { access_method_id },
    ]);
    await expect(seam.accessGrants.get({ access_grant_id })).rejects.toMatchObject({ statusCode: 404 });

    await seam.accessGrants.unmanaged.update({ access_grant_id, is_managed: true, access_grant_key: 'ours' });
    expect(await seam.accessGrants.get({ access_grant_key: 'ours' })).toMatchObject({ access_grant_id });
    expect(await seam.accessMethods.list({ access_grant_key: 'ours' })).toMatchObject([{ access_method_id }]);
    await expect(seam.accessGrants.unmanaged.get({ access_grant_id })).rejects.toMatchObject({
      type: 'access_grant_not_found',
    });
  });
});
