import type { AccessGrantsCreateParams } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { grantScene } from './grant-scene.test-helper.ts';

const [today, tomorrow, later] = [1, 2, 3].map((day) => `2026-01-0${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
];

type Properties = NonNullable<Parameters<ReturnType<typeof grantScene>['add']['device']>[0]>['properties'];

const scene = (assumptions: object = {}) => {
  const fake = grantScene({ assumptions });
  const { seam, add, user_identity_id } = fake;
  const lock = (properties: Partial<Properties>, device_type = 'august_lock') => {
    const { device_id, properties: usual } = add.device({ device_type });
    fake.state.devices.patch(device_id, { properties: { ...usual, ...properties } });
    return device_id;
  };
  const create = (params: Partial<AccessGrantsCreateParams>) =>
    seam.accessGrants.create({
      user_identity_id,
      requested_access_methods: [{ mode: 'code' }],
      ...params,
    } as AccessGrantsCreateParams);
  const methodsOf = ({ access_grant_id }: { access_grant_id: string }) =>
    seam.accessMethods.list({ access_grant_id });
  const codes = () => [...fake.state.accessCodes].map(({ device_id, code }) => ({ device_id, code }));
  return { ...fake, lock, create, methodsOf, codes };
};

describe('the PIN code of an access grant', () => {
  it('is generated, and the same on all its devices', async () => {
    const { create, methodsOf, codes, device_id, second } = scene();
    const [method] = await methodsOf(await create({ device_ids: [device_id, second] }));
    expect(method?.code).toMatch(/^\d{4,}$/);
    expect(new Set(codes().map(({ code }) => code))).toEqual(new Set([method?.code]));
  });

  it.each(['123', '1234567890', '12a4'])('%s is refused: it has to be 4 to 9 digits', async (code) => {
    const { create, device_id } = scene();
    await expect(
      create({ device_ids: [device_id], requested_access_methods: [{ mode: 'code', code }] }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('can be requested, and is replaced where the device has it already', async () => {
    const { create, add, codes, device_id, second } = scene();
    add.accessCode({ device_id: second, code: '4711' });
    const grant = await create({
      device_ids: [device_id, second],
      requested_access_methods: [{ mode: 'code', code: '4711' }],
    });
    const replaced = codes().findLast((row) => row.device_id === second)?.code;
    expect(replaced).not.toBe('4711');
    expect(grant.warnings).toMatchObject([
      {
        warning_code: 'requested_code_unavailable',
        device_id: second,
        original_code: '4711',
        new_code: replaced,
      },
    ]);
  });

  it('is one that the device accepts, when the requested one has another length', async () => {
    const { create, methodsOf, lock } = scene();
    const device_id = lock({ supported_code_lengths: [6] });
    const grant = await create({
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code', code: '4711' }],
    });
    const [method] = await methodsOf(grant);
    expect(method).toMatchObject({ is_issued: true, code: expect.stringMatching(/^\d{6}$/) });
    expect(grant.warnings).toMatchObject([
      { warning_code: 'requested_code_unavailable', new_code: method?.code },
    ]);
  });

  it('is generated for several Salto locks, even if one is requested', async () => {
    const { create, methodsOf, codes, lock } = scene();
    const device_ids = [lock({}, 'salto_lock'), lock({}, 'salto_lock')];
    const [method] = await methodsOf(
      await create({ device_ids, requested_access_methods: [{ mode: 'code', code: '4711' }] }),
    );
    expect(method?.code).not.toBe('4711');
    expect(codes().map(({ code }) => code)).toEqual([method?.code, method?.code]);
  });

  it('is the one that the person has by another access grant, where possible', async () => {
    const { create, methodsOf, lock, device_id, second } = scene();
    const [first] = await methodsOf(await create({ device_ids: [device_id] }));
    const [next] = await methodsOf(await create({ device_ids: [second] }));
    expect(next?.code).toBe(first?.code);
    const [longer] = await methodsOf(await create({ device_ids: [lock({ supported_code_lengths: [7] })] }));
    expect(longer?.code).toMatch(/^\d{7}$/);
  });

  it('stays the same when the access times change', async () => {
    const { seam, create, methodsOf, device_id } = scene();
    const grant = await create({ device_ids: [device_id] });
    const [before] = await methodsOf(grant);
    await seam.accessGrants.update({ access_grant_id: grant.access_grant_id, ends_at: tomorrow });
    expect((await methodsOf(grant))[0]).toMatchObject({ code: before?.code, is_issued: true });
  });
});

describe('a device gets no access code', () => {
  const slots = {
    display_name: 'Night',
    time_pairs: [{ display_name: 'Night', start_time: '18:00', end_time: '06:00' }],
  };

  it.each([
    ['ongoing_not_supported', { ends_at: null }, { display_name: 'Any' }],
    ['duration_exceeds_max', { ends_at: later }, { display_name: 'Day', max_duration: 'P1D' }],
    ['times_do_not_match_slots', { ends_at: tomorrow }, { ...slots, time_zone: 'UTC' }],
  ])('for times that it does not support, with the reason %s', async (reason, times, option) => {
    const { create, codes, lock, device_id } = scene();
    const limited = lock({ online_time_frame_options: [option] });
    const grant = await create({ device_ids: [device_id, limited], starts_at: today, ...times });
    expect(grant.warnings).toMatchObject([
      { warning_code: 'device_time_constraints_violated', device_id: limited, reason },
    ]);
    expect(codes().map((row) => row.device_id)).toEqual([device_id]);
  });

  it('until the access times fit', async () => {
    const { seam, create, codes, lock } = scene();
    const limited = lock({
      online_time_frame_options: [{ display_name: 'Day', max_duration: 'P1D' }],
    });
    const { access_grant_id } = await create({ device_ids: [limited], starts_at: today, ends_at: later });
    expect(codes()).toEqual([]);
    await seam.accessGrants.update({ access_grant_id, ends_at: tomorrow });
    expect(codes()).toMatchObject([{ device_id: limited }]);
    expect(await seam.accessGrants.get({ access_grant_id })).toMatchObject({ warnings: [] });
  });

  it('when access codes cannot be programmed', async () => {
    const { create, add, codes, device_id } = scene();
    const plain = add.device({ can_program_online_access_codes: false });
    const grant = await create({ device_ids: [device_id, plain.device_id] });
    expect(grant.warnings).toMatchObject([
      { warning_code: 'device_does_not_support_access_codes', device_id: plain.device_id },
    ]);
    expect(codes().map((row) => row.device_id)).toEqual([device_id]);
  });
});

describe('an access grant', () => {
  it('opens standalone locks, entrances and what is in spaces', async () => {
    const { create, devices, entrances, device_id, acs_entrance_id, space_id } = scene();
    await create({ device_ids: [device_id], acs_entrance_ids: [acs_entrance_id], space_ids: [space_id] });
    expect([await devices(), await entrances()]).toEqual([['Front door', 'Back door'], ['Gate']]);
  });

  it('shows the instant key of a single mobile key before it is issued, and the token of its session', async () => {
    const { seam, create, methodsOf, acs_entrance_id } = scene({ acs_sync_ms: 1000 });
    const modes = (...names: ('mobile_key' | 'card')[]) => names.map((mode) => ({ mode }));
    const grant = await create({
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: modes('card', 'mobile_key'),
    });
    const [, key] = await methodsOf(grant);
    expect(key).toMatchObject({ mode: 'mobile_key', is_issued: false });
    expect(grant).toMatchObject({
      instant_key_url: key?.instant_key_url,
      client_session_token: key?.client_session_token,
    });
    const two = await seam.accessGrants.requestAccessMethods({
      access_grant_id: grant.access_grant_id,
      requested_access_methods: modes('mobile_key'),
    });
    expect(two).not.toHaveProperty('instant_key_url');
    expect(two).toHaveProperty('client_session_token');
  });

  it('names the access methods that were created for each request', async () => {
    const { create, methodsOf, device_id, acs_entrance_id } = scene();
    const grant = await create({
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
      requested_access_methods: [{ mode: 'code' }, { mode: 'cloud_key' }],
    });
    const methods = await methodsOf(grant);
    expect(grant.requested_access_methods.map((request) => request.created_access_method_ids)).toEqual(
      methods.map(({ access_method_id }) => [access_method_id]),
    );
  });

  it('has a display name also without a name', async () => {
    const { create, device_id } = scene();
    const grant = await create({ device_ids: [device_id] });
    expect(grant).toMatchObject({ name: null, display_name: expect.stringMatching(/./) });
  });

  it('has a key that is unique, and by which it is found and updated', async () => {
    const { seam, create, device_id } = scene();
    const { access_grant_id } = await create({ device_ids: [device_id], access_grant_key: 'stay' });
    await expect(create({ access_grant_key: 'stay' })).rejects.toMatchObject({ statusCode: 409 });
    await seam.accessGrants.update({ access_grant_key: 'stay', name: 'Stay' });
    expect(await seam.accessGrants.get({ access_grant_key: 'stay' })).toMatchObject({
      access_grant_id,
      name: 'Stay',
    });
    const other = await create({ device_ids: [device_id] });
    expect(await seam.accessGrants.list({ access_grant_key: null })).toMatchObject([
      { access_grant_id: other.access_grant_id },
    ]);
  });

  it('writes an event for each door, and one for all doors', async () => {
    const { create, add, eventTypes, acs_system_id, acs_entrance_id } = scene();
    const { acs_entrance_id: other } = add.acsEntrance({ acs_system_id });
    await create({
      acs_entrance_ids: [acs_entrance_id, other],
      requested_access_methods: [{ mode: 'cloud_key' }],
    });
    expect(eventTypes().filter((type) => type.startsWith('access_grant.'))).toEqual([
      'access_grant.created',
      'access_grant.access_granted_to_door',
      'access_grant.access_granted_to_door',
      'access_grant.access_granted_to_all_doors',
    ]);
  });

  it('says in its error and its event which devices got no access method', async () => {
    const { create, add, state } = scene();
    const { device_id } = add.device({ can_program_online_access_codes: false });
    const grant = await create({ device_ids: [device_id] });
    const named = { missing_device_ids: [device_id] };
    expect(grant.errors).toMatchObject([{ error_code: 'cannot_create_requested_access_methods', ...named }]);
    expect([...state.events].at(-1)).toMatchObject({
      event_type: 'access_grant.could_not_create_requested_access_methods',
      access_grant_id: grant.access_grant_id,
      ...named,
    });
  });
});
