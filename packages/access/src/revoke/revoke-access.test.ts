import { createSeam, type EndpointPath } from '@org/seam-core';
import { createFakeSeam, type FakeSeamOptions } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import type { Revocation } from './revocation.ts';
import { revokeAccess } from './revoke-access.ts';

const end = '2026-01-03T00:00:00.000Z';

const setUp = (assumptions: FakeSeamOptions['assumptions'] = {}, system = 'brivo_account') => {
  const fake = createFakeSeam({ seed: 'empty', assumptions });
  const { add, state, seam, clock: time } = fake;
  const { user_identity_id } = add.userIdentity();
  const [one, other] = [add.device({ name: 'One' }), add.device({ name: 'Other' })];
  for (const { device_id } of [one, other]) state.deviceAccess.add(user_identity_id, device_id);
  const { acs_system_id } = add.acsSystem({ external_type: system });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const grant = (places: object, mode: 'code' | 'mobile_key' | 'card' = 'code', times: object = {}) =>
    seam.accessGrants.create({ user_identity_id, requested_access_methods: [{ mode }], ...places, ...times });
  const credential = (overrides: object = {}) => {
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'code', ...overrides });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    return acs_credential_id;
  };
  const group = () => {
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    state.groupMembers.add(acs_user_id, acs_access_group_id);
    return acs_access_group_id;
  };
  /** How often a change was applied. */
  const sentTo = (path: EndpointPath) => fake.journal.find(path).filter(({ applied }) => applied).length;
  /** What the fake says is open, and not our functions. */
  const open = async () => {
    const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
    const entrances = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
    return [...devices, ...entrances].map(({ display_name }) => display_name);
  };
  return {
    ...fake,
    clock: clockOf(time),
    time,
    user_identity_id,
    one,
    other,
    acs_system_id,
    acs_entrance_id,
    acs_user_id,
    grant,
    credential,
    group,
    sentTo,
    open,
  };
};

type Scene = ReturnType<typeof setUp>;

const inShort = ({ verified, pending, residual, isComplete }: Revocation) => ({
  verified: verified.map(({ door }) => door.name),
  pending: pending.map(({ door, cause }) => `${door.name}: ${cause}`),
  residual: residual.map(
    ({ door, cause, until }) => `${door.name}: ${[cause, until].filter(Boolean).join(' ')}`,
  ),
  isComplete,
});

type Target = Parameters<typeof revokeAccess>[2];

interface Case {
  readonly title: string;
  readonly assumptions?: FakeSeamOptions['assumptions'];
  readonly system?: string;
  readonly arrange?: (scene: Scene) => unknown;
  readonly target: Target | ((scene: Scene) => Target);
  readonly deadline?: number;
  readonly expected: Partial<ReturnType<typeof inShort>>;
  /** What the fake says is open afterwards. */
  readonly open: readonly string[];
}

const device = ({ one }: Scene) => ({ device_id: one.device_id });
const firstGrant = ({ state }: Scene) => ({ access_grant_id: [...state.accessGrants][0]!.access_grant_id });

/** An access grant of the entrance that was not made through Seam. */
const unmanagedGrant =
  (times: object) =>
  async ({ grant, state, acs_entrance_id }: Scene) => {
    const { access_grant_id } = await grant({ acs_entrance_ids: [acs_entrance_id] }, 'mobile_key', times);
    state.accessGrants.patch(access_grant_id, { is_managed: false });
    for (const id of state.grantMethods.rightsOf(access_grant_id))
      state.accessMethods.patch(id, { is_managed: false });
  };

const offlineLock = {
  name: 'Offline',
  device_type: 'igloohome_lock',
  can_program_online_access_codes: false,
  can_program_offline_access_codes: true,
} as const;

const cases: Case[] = [
  {
    title: 'closes one device',
    target: device,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'closes all devices',
    target: 'all_devices',
    expected: { verified: ['One', 'Other'], isComplete: true },
    open: ['Gate'],
  },
  {
    title: 'closes all entrances',
    target: 'all_entrances',
    expected: { verified: ['Gate'], isComplete: true },
    open: ['One', 'Other'],
  },
  {
    title: 'closes everything',
    arrange: async ({ grant, credential, group, other }) => {
      await grant({ device_ids: [other.device_id] });
      credential();
      group();
    },
    target: 'everything',
    expected: { verified: ['One', 'Other', 'Gate'], isComplete: true },
    open: [],
  },
  {
    title:
      'does not call everything complete for an ACS user that begins later, whose entrances Seam does not list',
    arrange: ({ state, acs_user_id }) =>
      state.acsUsers.patch(acs_user_id, { access_schedule: { starts_at: end, ends_at: null } }),
    target: 'everything',
    expected: { verified: ['One', 'Other'], isComplete: false },
    open: [],
  },
  {
    title:
      'does not call all entrances complete for a suspended ACS user, whose entrances Seam does not list',
    arrange: ({ state, acs_user_id }) => state.acsUsers.patch(acs_user_id, { is_suspended: true }),
    target: 'all_entrances',
    expected: { isComplete: false },
    open: ['One', 'Other'],
  },
  {
    title: 'does not call all entrances complete while a card may have those that were revoked before',
    arrange: async ({ seam, state, acs_user_id, credential }) => {
      const acs_credential_id = credential();
      state.acsCredentials.patch(acs_credential_id, {
        access_method: 'card',
        external_type: 'visionline_card',
      });
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    },
    target: 'all_entrances',
    expected: { isComplete: false },
    open: ['One', 'Other'],
  },
  {
    title: 'is not complete for the entrances while an access group of the ACS user begins later',
    assumptions: { revoke_all_entrances: ['entrances'] },
    arrange: ({ state, group }) =>
      state.acsAccessGroups.patch(group(), { access_schedule: { starts_at: end, ends_at: null } }),
    target: 'all_entrances',
    expected: { verified: ['Gate'], isComplete: false },
    open: ['One', 'Other'],
  },
  ...(
    [
      [device, ['One'], ['Other', 'Gate']],
      ['all_devices', ['One', 'Other'], ['Gate']],
      ['all_entrances', ['Gate'], ['One', 'Other']],
    ] as const
  ).map(([target, verified, open]): Case => ({
    title: 'is not complete while an access grant that Seam does not manage begins later, whatever its doors',
    arrange: unmanagedGrant({ starts_at: end }),
    target,
    expected: { verified: [...verified], isComplete: false },
    open,
  })),
  {
    title: 'does not call everything complete once the credential of such a card is deleted: the card stays',
    system: 'visionline_system',
    arrange: ({ add, acs_system_id, user_identity_id }) =>
      add.acsCredential({ acs_system_id, user_identity_id, access_method: 'card', ends_at: end }),
    target: 'everything',
    expected: { verified: ['One', 'Other', 'Gate'], isComplete: false },
    open: [],
  },
  {
    title: 'waits for the access system',
    assumptions: { acs_sync_ms: 20_000 },
    target: 'all_entrances',
    expected: { verified: ['Gate'], isComplete: true },
    open: ['One', 'Other'],
  },
  {
    title: 'reports an entrance as pending when the access system takes longer than the deadline',
    assumptions: { acs_sync_ms: 60_000 },
    target: 'all_entrances',
    deadline: 10_000,
    expected: { pending: ['Gate: pending'], isComplete: false },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'says that an entrance waits for a disconnected access system',
    arrange: ({ provider, acs_system_id }) => provider.disconnectAcsSystem(acs_system_id),
    target: 'all_entrances',
    expected: { pending: ['Gate: access_system_disconnected'], isComplete: false },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'says that a code waits for an offline device',
    arrange: async ({ grant, state, user_identity_id, one, provider }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      await grant({ device_ids: [one.device_id] });
      provider.disconnectDevice(one.device_id);
    },
    target: firstGrant,
    expected: { pending: ['One: device_offline'], isComplete: false },
    open: ['Other', 'One', 'Gate'],
  },
  {
    title: 'waits until a device has removed a code',
    assumptions: { access_code_sync_ms: 20_000 },
    arrange: async ({ grant, state, user_identity_id, one, time }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      await grant({ device_ids: [one.device_id] });
      time.advance(20_000);
    },
    target: firstGrant,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'reports a code that its device removes later than the deadline',
    assumptions: { access_code_sync_ms: 90_000 },
    arrange: async ({ grant, state, user_identity_id, one, time }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      await grant({ device_ids: [one.device_id] });
      time.advance(90_000);
    },
    target: 'everything',
    expected: { verified: ['Other', 'Gate'], pending: ['One: pending'], isComplete: false },
    open: ['One'],
  },
  {
    title: 'reports an offline code until it ends',
    arrange: async ({ add, grant }) => {
      const { device_id } = add.device(offlineLock);
      await grant({ device_ids: [device_id] }, 'code', { ends_at: end });
    },
    target: 'everything',
    expected: {
      verified: ['One', 'Other', 'Gate'],
      residual: [`Offline: offline_code ${end}`],
      isComplete: false,
    },
    open: ['Offline'],
  },
  {
    title: 'verifies the other devices of an access grant with an offline code',
    arrange: async ({ add, grant }) => {
      const { device_id } = add.device(offlineLock);
      const device_ids = [device_id, add.device({ name: 'Online' }).device_id];
      await grant({ device_ids }, 'code', { ends_at: end });
    },
    target: firstGrant,
    expected: { verified: ['Online'], residual: [`Offline: offline_code ${end}`], isComplete: false },
    open: ['One', 'Other', 'Offline', 'Gate'],
  },
  {
    title: 'reports an encoded card until it ends, although the access system has forgotten it',
    system: 'salto_space_system',
    arrange: ({ credential }) => credential({ access_method: 'card', ends_at: end }),
    target: 'all_entrances',
    expected: { residual: [`Gate: encoded_card ${end}`], isComplete: false },
    open: ['One', 'Other'],
  },
  {
    title: 'reports a device that an access grant keeps open',
    arrange: ({ grant, one }) => grant({ device_ids: [one.device_id] }),
    target: device,
    expected: { residual: ['One: other_access'], isComplete: false },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'closes a device whose access grants the revocation ends as well',
    assumptions: { revoke_device_ends_grants: true },
    arrange: ({ grant, one }) => grant({ device_ids: [one.device_id] }),
    target: device,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'ends an access grant, and reports the door that is open directly',
    arrange: async ({ grant, one, add }) => {
      const { device_id } = add.device({ name: 'Third' });
      await grant({ device_ids: [one.device_id, device_id] });
    },
    target: firstGrant,
    expected: { verified: ['Third'], residual: ['One: other_access'], isComplete: false },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'ends an access grant of entrances',
    assumptions: { acs_sync_ms: 5000 },
    arrange: async ({ grant, add, acs_system_id, time }) => {
      const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Room' });
      await grant({ acs_entrance_ids: [acs_entrance_id] }, 'mobile_key');
      time.advance(10_000);
    },
    target: firstGrant,
    expected: { verified: ['Room'], isComplete: true },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'reports an access grant that Seam does not manage',
    arrange: async ({ grant, state, one, user_identity_id }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      const { access_grant_id } = await grant({ device_ids: [one.device_id] });
      state.accessGrants.patch(access_grant_id, { is_managed: false });
      for (const id of state.grantMethods.rightsOf(access_grant_id))
        state.accessMethods.patch(id, { is_managed: false });
    },
    target: 'everything',
    expected: { verified: ['Other', 'Gate'], residual: ['One: unmanaged'], isComplete: false },
    open: ['One'],
  },
  ...[{}, { starts_at: end }].map((times): Case => ({
    title: `cannot end an unmanaged access grant of entrances ${JSON.stringify(times)}`,
    arrange: unmanagedGrant(times),
    target: firstGrant,
    expected: { verified: [], isComplete: false },
    open: ['One', 'Other', 'Gate'],
  })),
  {
    title: 'is not complete with everything while an unmanaged access grant of entrances begins later',
    arrange: unmanagedGrant({ starts_at: end }),
    target: 'everything',
    expected: { verified: ['One', 'Other', 'Gate'], isComplete: false },
    open: [],
  },
  {
    title: 'reports a code of the person that became unmanaged, and deletes nothing that may be of others',
    arrange: async ({ grant, seam, state, one, user_identity_id }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      const { access_grant_id } = await grant({ device_ids: [one.device_id] });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      await seam.accessCodes.update({ access_code_id: code!.access_code_id, is_managed: false });
    },
    target: 'everything',
    expected: { verified: ['Other', 'Gate'], residual: ['One: unmanaged'], isComplete: false },
    open: [],
  },
  {
    title: 'deletes the backup of a code with its access grant',
    assumptions: { deletion_ends_backup_code: false },
    arrange: async ({ grant, seam, state, one, user_identity_id }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      const { access_grant_id } = await grant({ device_ids: [one.device_id] }, 'code', { ends_at: end });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      state.accessCodes.patch(code!.access_code_id, { is_backup_access_code_available: true });
      await seam.accessCodes.pullBackupAccessCode({ access_code_id: code!.access_code_id });
    },
    target: firstGrant,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'does not call a device closed while the backup code of a deleted access grant is left',
    assumptions: { deletion_ends_backup_code: false },
    arrange: async ({ grant, seam, state, faults, one, user_identity_id }) => {
      state.deviceAccess.delete(user_identity_id, one.device_id);
      const { access_grant_id } = await grant({ device_ids: [one.device_id] }, 'code', { ends_at: end });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      state.accessCodes.patch(code!.access_code_id, { is_backup_access_code_available: true });
      await seam.accessCodes.pullBackupAccessCode({ access_code_id: code!.access_code_id });
      faults.rate('/access_codes/delete', { kind: 'status', status: 500 }, 1);
    },
    target: firstGrant,
    expected: { verified: [], pending: ['One: failed'], isComplete: false },
    open: ['Other', 'Gate'],
  },
  {
    title: 'removes groups and credentials that the revocation of all entrances has left',
    assumptions: { revoke_all_entrances: ['entrances'] },
    arrange: ({ credential, group }) => [credential(), group()],
    target: 'all_entrances',
    expected: { verified: ['Gate'], isComplete: true },
    open: ['One', 'Other'],
  },
  {
    title: 'removes access that begins later, with everything',
    arrange: async ({ grant, credential, add }) => {
      const { device_id } = add.device({ name: 'Later' });
      await grant({ device_ids: [device_id] }, 'code', { starts_at: end });
      credential({ starts_at: end });
    },
    target: 'everything',
    expected: { verified: ['One', 'Other', 'Gate', 'Later'], isComplete: true },
    open: [],
  },
  {
    title: 'leaves access that begins later, with all devices',
    arrange: async ({ grant, add }) => {
      const { device_id } = add.device({ name: 'Later' });
      await grant({ device_ids: [device_id] }, 'code', { starts_at: end });
    },
    target: 'all_devices',
    expected: { verified: ['One', 'Other'], isComplete: false },
    open: ['Gate'],
  },
  {
    title: 'is not complete for a device that an access grant opens again later',
    arrange: async ({ grant, one }) => {
      await grant({ device_ids: [one.device_id] }, 'code', { starts_at: end });
    },
    target: device,
    expected: { verified: ['One'], pending: [], residual: [], isComplete: false },
    open: ['Other', 'Gate'],
  },
  {
    title: 'is complete for a device when another one opens later',
    arrange: async ({ grant, add }) => {
      const { device_id } = add.device({ name: 'Later' });
      await grant({ device_ids: [device_id] }, 'code', { starts_at: end });
    },
    target: device,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'is not complete for the entrances when a credential opens one later',
    arrange: async ({ grant, acs_entrance_id }) => {
      await grant({ acs_entrance_ids: [acs_entrance_id] }, 'card', { starts_at: end });
    },
    target: 'all_entrances',
    expected: { verified: ['Gate'], isComplete: false },
    open: ['One', 'Other'],
  },
  {
    title: 'has nothing to verify for a device that was closed before',
    arrange: ({ state, user_identity_id, one }) => state.deviceAccess.delete(user_identity_id, one.device_id),
    target: device,
    expected: { isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'counts an access grant that was deleted before as absent',
    target: { access_grant_id: '00000000-0000-4000-8000-000000000000' },
    expected: { isComplete: true },
    open: ['One', 'Other', 'Gate'],
  },
  {
    title: 'recovers from lost responses',
    arrange: ({ faults }) =>
      faults.queue(
        '/user_identities/revoke_access_to_device',
        ...Array.from({ length: 5 }, () => ({
          kind: 'reset' as const,
          applied: false,
        })),
      ),
    target: device,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'keeps reading while reads fail',
    arrange: ({ faults }) => {
      faults.queue(
        '/user_identities/list_accessible_devices',
        ...Array.from({ length: 1 }, () => ({ kind: 'latency' as const, ms: 0 })),
      );
      faults.queue(
        '/user_identities/list_accessible_devices',
        ...Array.from({ length: 9 }, () => ({ kind: 'status' as const, status: 503 })),
      );
    },
    target: device,
    expected: { verified: ['One'], isComplete: true },
    open: ['Other', 'Gate'],
  },
  {
    title: 'verifies nothing when the doors cannot be read afterwards',
    arrange: ({ faults }) => {
      faults.queue('/user_identities/list_accessible_devices', { kind: 'latency', ms: 0 });
      faults.queue(
        '/user_identities/list_accessible_devices',
        ...Array.from({ length: 200 }, () => ({ kind: 'status' as const, status: 503 })),
      );
    },
    target: device,
    expected: { pending: ['One: unread'], isComplete: false },
    open: [],
  },
  {
    title: 'verifies nothing when the credential is refused afterwards',
    arrange: ({ faults }) => {
      faults.queue('/user_identities/list_accessible_devices', { kind: 'latency', ms: 0 });
      faults.queue('/user_identities/list_accessible_devices', { kind: 'status', status: 401 });
    },
    target: device,
    expected: { pending: ['One: unread'], isComplete: false },
    open: ['Other', 'Gate'],
  },
];

describe('revokeAccess', () => {
  it.each(cases)('$title', async ({ assumptions, system, arrange, target, deadline, expected, open }) => {
    const scene = setUp(assumptions, system);
    await arrange?.(scene);
    scene.time.settle();
    const { seam, user_identity_id, clock, faults } = scene;
    const result = await revokeAccess(
      seam,
      user_identity_id,
      typeof target === 'function' ? target(scene) : target,
      { clock, ...(deadline === undefined ? {} : { deadline }) },
    );
    expect(inShort(result)).toEqual({ verified: [], pending: [], residual: [], ...expected });
    faults.clear();
    if (open.length > 0 || result.isComplete)
      expect((await scene.open()).toSorted()).toEqual([...open].toSorted());
  });

  it("gives each entry Seam's request ids", async () => {
    const { seam, clock, user_identity_id, one } = setUp();
    const result = await revokeAccess(seam, user_identity_id, device({ one } as Scene), { clock });
    const request_ids = [expect.any(String)];
    expect(result).toMatchObject({
      requested: [
        {
          change: { path: '/user_identities/revoke_access_to_device', params: { device_id: one.device_id } },
          outcome: 'done',
          request_ids,
        },
      ],
      verified: [{ door: { kind: 'device', id: one.device_id }, request_ids }],
    });
  });

  it('names the cause of a change that Seam does not confirm, and of one that it refuses', async () => {
    for (const [status, cause, error] of [
      [500, 'failed', 'internal_server_error'],
      [400, 'refused', 'invalid_input'],
    ] as const) {
      const { seam, clock, faults, user_identity_id, one } = setUp();
      faults.rate('/user_identities/revoke_access_to_device', { kind: 'status', status }, 1);
      const result = await revokeAccess(seam, user_identity_id, device({ one } as Scene), { clock });
      expect(result.pending).toMatchObject([{ door: { id: one.device_id }, cause, error }]);
      expect(result.requested).toHaveLength(1);
    }
  });

  it('is not complete while an offline lock keeps the code of an access grant, also after its end', async () => {
    const { seam, clock, user_identity_id, one, grant, provider, time } = setUp();
    const { access_grant_id } = await grant({ device_ids: [one.device_id] }, 'code', { ends_at: end });
    provider.disconnectDevice(one.device_id);
    time.set('2026-01-04T00:00:00.000Z');
    for (const target of ['everything', { access_grant_id }] as const) {
      const result = await revokeAccess(seam, user_identity_id, target, { clock });
      expect(result.isComplete).toBe(false);
    }
    provider.reconnectDevice(one.device_id);
    const { isComplete } = await revokeAccess(seam, user_identity_id, 'everything', { clock });
    expect(isComplete).toBe(true);
  });

  it('ends the client sessions that reach connected accounts with everything, and no other', async () => {
    const { seam, clock, user_identity_id, add, endpoint, fetch, faults } = setUp();
    const { connected_account_id } = add.connectedAccount();
    const { device_id } = add.device({ connected_account_id });
    const session = { user_identity_id, connected_account_ids: [connected_account_id] };
    const { token } = add.clientSession(session);
    const { client_session_id: other } = add.clientSession({ user_identity_id });
    const { client_session_id: ofBen } = add.clientSession({
      ...session,
      user_identity_id: add.userIdentity().user_identity_id,
    });
    const revoke = () => revokeAccess(seam, user_identity_id, 'everything', { clock });
    faults.rate('/client_sessions/delete', { kind: 'status', status: 400 }, 1);
    expect((await revoke()).isComplete).toBe(false);
    const phone = createSeam({ clientSessionToken: token, endpoint, fetch });
    const unlock = () => phone.locks.unlockDoor({ device_id });
    await unlock();
    faults.clear();
    expect((await revoke()).isComplete).toBe(true);
    await expect(unlock()).rejects.toMatchObject({ name: 'SeamUnauthorizedError' });
    const sessions = await seam.clientSessions.list();
    expect(sessions.map(({ client_session_id }) => client_session_id)).toEqual([other, ofBen]);
  });

  it('does not call a door closed that Seam does not know any more, or that cannot be read', async () => {
    const { seam, user_identity_id, acs_system_id, acs_entrance_id, state, clock, faults } = setUp({
      acs_sync_ms: 5000,
    });
    faults.rate('/acs/entrances/get', { kind: 'status', status: 400 }, 1);
    const revoke = (waiting = clock) =>
      revokeAccess(seam, user_identity_id, 'all_entrances', { clock: waiting });
    expect(await revoke()).toMatchObject({
      isComplete: false,
      verified: [],
      pending: [{ door: { id: acs_entrance_id }, cause: 'pending' }],
    });
    faults.clear();
    const [user] = state.acsUsers.by('user_identity_id', user_identity_id);
    state.entranceAccess.add(user!.acs_user_id, acs_entrance_id);
    const account = state.acsSystems.get(acs_system_id)?.connected_account_id ?? '';
    const disconnecting = {
      ...clock,
      wait: async (ms: number) => {
        await seam.connectedAccounts.delete({ connected_account_id: account }).catch(() => {});
        await clock.wait(ms);
      },
    };
    expect(await revoke(disconnecting)).toMatchObject({
      isComplete: false,
      verified: [],
      residual: [{ door: { id: acs_entrance_id }, cause: 'door_unknown' }],
    });
  });

  it('still sees an ACS user that somebody unlinks meanwhile, with its credential', async () => {
    const scene = setUp({ revoke_all_entrances: ['entrances'], acs_sync_ms: 5000 });
    const { seam, clock, user_identity_id, acs_user_id, acs_entrance_id, credential, state, time } = scene;
    const acs_credential_id = credential();
    const unlinking = {
      ...clock,
      wait: (ms: number) => {
        state.acsUsers.patch(acs_user_id, { user_identity_id: undefined });
        return clock.wait(ms);
      },
    };
    const result = await revokeAccess(seam, user_identity_id, 'all_entrances', {
      clock: unlinking,
      deadline: 12_000,
    });
    expect(inShort(result)).toMatchObject({ verified: [], pending: ['Gate: pending'], isComplete: false });
    expect(state.credentialEntrances.has(acs_credential_id, acs_entrance_id)).toBe(true);
    time.advance(20_000);
  });

  it.each<[what: string, path: EndpointPath, giveAway: (scene: Scene, other: string) => unknown]>([
    [
      'an ACS user',
      '/acs/users/revoke_access_to_all_entrances',
      ({ state, acs_user_id }, user_identity_id) => state.acsUsers.patch(acs_user_id, { user_identity_id }),
    ],
    [
      'a credential',
      '/acs/credentials/delete',
      ({ state }, user_identity_id) => {
        for (const { acs_credential_id } of state.acsCredentials.list())
          state.acsCredentials.patch(acs_credential_id, { user_identity_id });
      },
    ],
  ])('does not send a failed change of %s again that somebody else has by now', async (_, path, giveAway) => {
    const scene = setUp();
    const { seam, clock, user_identity_id, add, state, faults, acs_system_id, acs_entrance_id, sentTo } =
      scene;
    const { acs_credential_id } = add.acsCredential({
      acs_system_id,
      user_identity_id,
      access_method: 'code',
    });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    const other = add.userIdentity().user_identity_id;
    faults.rate(path, { kind: 'status', status: 500 }, 1);
    let isGiven = false;
    const giving: typeof clock = {
      now: () => clock.now(),
      wait: async (ms, signal) => {
        if (!isGiven) giveAway(scene, other);
        isGiven = true;
        faults.clear();
        await clock.wait(ms, signal);
      },
    };
    const result = await revokeAccess(seam, user_identity_id, 'everything', { clock: giving });
    const sent = result.requested.find(({ change }) => change.path === path);
    expect(sent).toMatchObject({ outcome: 'unknown', error: expect.stringContaining('_of_somebody_else') });
    expect(result.isComplete).toBe(false);
    expect(sentTo(path)).toBe(0);
  });

  it('reports what it knows when the user identity is deleted meanwhile', async () => {
    const { seam, clock, user_identity_id, acs_user_id, state } = setUp({ acs_sync_ms: 5000 });
    let isDeleted = false;
    const deleting = {
      ...clock,
      wait: async (ms: number) => {
        if (!isDeleted) state.userIdentities.delete(user_identity_id);
        isDeleted = true;
        await clock.wait(ms);
      },
    };
    const result = await revokeAccess(seam, user_identity_id, 'all_entrances', { clock: deleting });
    expect(inShort(result)).toMatchObject({ verified: ['Gate'], pending: [] });
    expect(state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  });

  it('closes a door again that somebody opens meanwhile', async () => {
    const { seam, clock, user_identity_id, one, state, open } = setUp({ acs_sync_ms: 5000 });
    let isGranted = false;
    const regranting = {
      ...clock,
      wait: async (ms: number) => {
        if (!isGranted) state.deviceAccess.add(user_identity_id, one.device_id);
        isGranted = true;
        await clock.wait(ms);
      },
    };
    const result = await revokeAccess(seam, user_identity_id, 'everything', {
      clock: regranting,
      deadline: 90_000,
    });
    expect(inShort(result)).toMatchObject({ pending: [], residual: [], isComplete: true });
    expect(await open()).toEqual([]);
  });

  it('refuses an access grant of another person, and leaves it', async () => {
    const { seam, add, user_identity_id, state } = setUp();
    const stranger = add.userIdentity().user_identity_id;
    const { access_grant_id } = add.accessGrant({ user_identity_id: stranger });
    await expect(revokeAccess(seam, user_identity_id, { access_grant_id })).rejects.toMatchObject({
      code: 'invalid_option',
      message: `revokeAccess: the access grant ${access_grant_id} belongs to another user identity.`,
    });
    expect(state.accessGrants.get(access_grant_id)).toBeDefined();
  });

  it('refuses an entrance as a device, and sends nothing', async () => {
    const { seam, user_identity_id, acs_entrance_id, open, journal } = setUp();
    await expect(revokeAccess(seam, user_identity_id, { device_id: acs_entrance_id })).rejects.toMatchObject({
      code: 'invalid_option',
      message: `revokeAccess: ${acs_entrance_id} is an entrance, not a device. Revoke entrances with 'all_entrances'.`,
    });
    expect(journal.find('/user_identities/revoke_access_to_device')).toEqual([]);
    expect(await open()).toContain('Gate');
  });

  it.each([
    [undefined, 'undefined'],
    ['everthing', '"everthing"'],
    [{}, 'an object'],
    [{ device_id: '' }, 'device_id ""'],
    [{ device_id: 7 }, 'device_id 7'],
    [{ device_id: 'a', access_grant_id: 'b' }, 'an object'],
    [{ acs_entrance_id: 'a' }, 'an object'],
    [[], 'an array'],
  ])('refuses the target %j before anything is sent', async (target, got) => {
    const { seam, journal, user_identity_id } = setUp();
    await expect(revokeAccess(seam, user_identity_id, target as never)).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining(`; got ${got}.`) as string,
    });
    expect(journal.calls).toEqual([]);
  });

  it.each([
    [{ deadline: 0 }, 'deadline must be'],
    [{ concurrency: 1.5 }, 'concurrency must be'],
    [{ clock: Date }, 'clock must be'],
    [{ signal: {} }, 'signal must be'],
    [{ timeout: 5 }, 'unknown option "timeout"'],
  ])('refuses the options %j before anything is sent', async (options, message) => {
    const { seam, journal, user_identity_id } = setUp();
    await expect(revokeAccess(seam, user_identity_id, 'everything', options as never)).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining(message) as string,
    });
    expect(journal.calls).toEqual([]);
  });

  it('rejects when it is aborted before anything is sent', async () => {
    const { seam, user_identity_id, open } = setUp();
    const signal = AbortSignal.abort();
    await expect(revokeAccess(seam, user_identity_id, 'everything', { signal })).rejects.toThrow();
    expect(await open()).toEqual(['One', 'Other', 'Gate']);
  });

  it('returns what it knows when it is aborted after changes were sent', async () => {
    const { seam, clock, user_identity_id } = setUp({ acs_sync_ms: 60_000 });
    const controller = new AbortController();
    const aborting = {
      ...clock,
      wait: () => {
        controller.abort();
        return Promise.reject(controller.signal.reason as Error);
      },
    };
    const { signal } = controller;
    const result = await revokeAccess(seam, user_identity_id, 'everything', { clock: aborting, signal });
    expect(inShort(result)).toEqual({
      verified: ['One', 'Other'],
      pending: ['Gate: aborted'],
      residual: [],
      isComplete: false,
    });
  });

  it('rejects with the error of Seam when the access cannot be read first', async () => {
    const { fetch, endpoint, user_identity_id, faults } = setUp();
    const seam = createSeam({ apiKey: 'seam_wrong_key', endpoint, fetch });
    await expect(revokeAccess(seam, user_identity_id, 'everything')).rejects.toMatchObject({
      name: 'SeamUnauthorizedError',
    });
    faults.clear();
  });
});
