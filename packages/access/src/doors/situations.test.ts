import { createFakeSeam, type FakeSeamOptions } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import type { Reason } from './door.ts';
import { readAccess } from './read-access.ts';

const later = '2026-06-01T00:00:00.000Z';
const end = '2026-07-01T00:00:00.000Z';

/** A reason in one line: `via`, why it is latent, and what removes it or why nothing does. */
const inShort = ({ via, removal, latent, ...reason }: Reason): string => {
  const certain = 'certain' in reason && !reason.certain ? '?' : '';
  const when = latent ? ` (${[latent.cause, latent.from].filter(Boolean).join(' ')})` : '';
  const how = removal.possible
    ? [removal.change.path, removal.requested ? 'requested' : '', removal.waits_for ?? '']
    : ['never', removal.cause, removal.until ?? '', removal.change?.path ?? ''];
  return `${via}${certain}${when}: ${how.filter(Boolean).join(' ')}`;
};

const setUp = (options: FakeSeamOptions = {}) => {
  const fake = createFakeSeam({ seed: 'empty', ...options });
  const { add, seam, state } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const lock = (overrides = {}) => add.device({ name: 'Lock', ...overrides }).device_id;
  const system = (external_type = 'brivo_account') => {
    const { acs_system_id } = add.acsSystem({ external_type });
    const entrance = (display_name = 'Gate') =>
      add.acsEntrance({ acs_system_id, display_name }).acs_entrance_id;
    const user = (overrides = {}) =>
      add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada', ...overrides }).acs_user_id;
    return { acs_system_id, entrance, user };
  };
  const grant = (places: object, mode: 'code' | 'card' | 'mobile_key' = 'code', times: object = {}) =>
    seam.accessGrants.create({
      user_identity_id,
      requested_access_methods: [{ mode }],
      ...places,
      ...times,
    });
  const read = async () => {
    const { doors, latent, unassigned_codes } = await readAccess(seam, user_identity_id, {
      clock: clockOf(fake.clock),
    });
    return {
      open: doors.flatMap(({ door, reasons }) => reasons.map((reason) => `${door.name} ${inShort(reason)}`)),
      latent: latent.map(({ door, reason }) => `${door?.name ?? 'unknown'} ${inShort(reason)}`),
      codes: unassigned_codes.map(({ door, name, reason }) => `${door.name} ${name} ${inShort(reason)}`),
    };
  };
  return { ...fake, state, user_identity_id, lock, system, grant, read };
};

type Scene = ReturnType<typeof setUp>;

/** What is read, as far as it is not empty. */
interface Expected {
  readonly open?: readonly string[];
  readonly latent?: readonly string[];
  readonly codes?: readonly string[];
}

const revokeDevice = '/user_identities/revoke_access_to_device';
const revokeEntrances = '/acs/users/revoke_access_to_all_entrances';
const deleteGrant = '/access_grants/delete';
const deleteCredential = '/acs/credentials/delete';
const leaveGroup = '/acs/users/remove_from_access_group';

interface Situation {
  readonly title: string;
  readonly options?: FakeSeamOptions;
  readonly arrange: (scene: Scene) => Promise<unknown> | undefined;
  readonly expected: Expected;
}

const situations: Situation[] = [
  { title: 'nothing', arrange: () => undefined, expected: {} },
  {
    title: 'a device that was granted directly',
    arrange: ({ seam, lock, user_identity_id }) =>
      seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id: lock() }),
    expected: { open: [`Lock direct: ${revokeDevice}`] },
  },
  {
    title: 'a device with a code of an access grant',
    arrange: ({ lock, grant }) => grant({ device_ids: [lock()] }),
    expected: { open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: ${deleteGrant}`] },
  },
  {
    title: 'an access grant that begins later',
    arrange: ({ lock, grant }) => grant({ device_ids: [lock()] }, 'code', { starts_at: later }),
    expected: { latent: [`Lock access_grant (not_begun ${later}): ${deleteGrant}`] },
  },
  {
    title: 'a device that is open directly, and by an access grant later',
    arrange: async ({ seam, lock, grant, user_identity_id }) => {
      const device_id = lock();
      await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
      await grant({ device_ids: [device_id] }, 'code', { starts_at: later });
    },
    expected: {
      open: [`Lock direct: ${revokeDevice}`, `Lock access_grant (not_begun ${later}): ${deleteGrant}`],
    },
  },
  {
    title: 'an access grant that has ended',
    arrange: async ({ lock, grant, clock }) => {
      await grant({ device_ids: [lock()] }, 'code', { ends_at: later });
      clock.set(end);
    },
    expected: {},
  },
  {
    title: 'an access grant that is being deleted while its device is slow',
    options: { assumptions: { access_code_sync_ms: 60_000 } },
    arrange: async ({ seam, lock, grant, clock }) => {
      const { access_grant_id } = await grant({ device_ids: [lock()] });
      clock.advance(60_000);
      await seam.accessGrants.delete({ access_grant_id });
    },
    expected: {
      open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: ${deleteGrant} requested`],
    },
  },
  {
    title: 'an access method that is being deleted while its access grant stays',
    options: { assumptions: { access_code_sync_ms: 60_000 } },
    arrange: async ({ seam, lock, grant, clock }) => {
      const { access_method_ids } = await grant({ device_ids: [lock()] });
      clock.advance(60_000);
      await seam.accessMethods.delete({ access_method_id: access_method_ids[0]! });
    },
    expected: {
      open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: ${deleteGrant} requested`],
    },
  },
  {
    title: 'a code on a device that is offline',
    arrange: async ({ lock, grant, provider }) => {
      const device_id = lock();
      await grant({ device_ids: [device_id] });
      provider.disconnectDevice(device_id);
    },
    expected: {
      open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: ${deleteGrant} device_offline`],
    },
  },
  {
    title: 'an offline code',
    arrange: ({ grant, lock }) =>
      grant(
        {
          device_ids: [
            lock({
              device_type: 'igloohome_lock',
              can_program_online_access_codes: false,
              can_program_offline_access_codes: true,
            }),
          ],
        },
        'code',
        { ends_at: '2026-01-03T00:00:00.000Z' },
      ),
    expected: {
      open: [
        `Lock direct?: ${revokeDevice}`,
        `Lock access_grant: never offline_code 2026-01-03T00:00:00.000Z ${deleteGrant}`,
      ],
    },
  },
  {
    title: 'a code of an access grant that became unmanaged on the device',
    arrange: async ({ seam, lock, grant }) => {
      const { access_grant_id } = await grant({ device_ids: [lock()] });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      await seam.accessCodes.update({ access_code_id: code!.access_code_id, is_managed: false });
    },
    expected: {
      open: [
        `Lock access_grant (inactive): ${deleteGrant}`,
        'Lock unmanaged: never unmanaged /access_codes/unmanaged/delete',
      ],
    },
  },
  {
    title: 'the same, where only the app of the manufacturer deletes the code',
    arrange: async ({ seam, lock, grant, state }) => {
      const { access_grant_id } = await grant({ device_ids: [lock()] });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      await seam.accessCodes.update({ access_code_id: code!.access_code_id, is_managed: false });
      state.accessCodes.patch(code!.access_code_id, { cannot_delete_unmanaged_access_code: true });
    },
    expected: {
      open: [`Lock access_grant (inactive): ${deleteGrant}`, 'Lock unmanaged: never unmanaged'],
    },
  },
  {
    title:
      'a code that was set by hand, and one that Seam set without a user identity, with the name of the person',
    arrange: async ({ seam, lock, provider, user_identity_id }) => {
      const device_id = lock();
      await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
      provider.addAccessCode(device_id, { name: 'Ada', code: '1234' });
      await seam.accessCodes.create({ device_id, name: 'Ada', code: '4321' });
    },
    expected: {
      open: [`Lock direct: ${revokeDevice}`],
      codes: [
        'Lock Ada access_code: /access_codes/delete',
        'Lock Ada unmanaged: never unmanaged /access_codes/unmanaged/delete',
      ],
    },
  },
  {
    title: "somebody else's code on the person's device",
    arrange: async ({ seam, add, lock, grant }) => {
      const device_ids = [lock()];
      await grant({ device_ids });
      const { user_identity_id } = add.userIdentity({ full_name: 'Grace' });
      await seam.accessGrants.create({
        user_identity_id,
        device_ids,
        requested_access_methods: [{ mode: 'code' }],
      });
    },
    expected: { open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: ${deleteGrant}`] },
  },
  {
    title: 'an access grant that was not made through Seam',
    arrange: async ({ lock, grant, state }) => {
      const { access_grant_id } = await grant({ device_ids: [lock()] }, 'code', { ends_at: end });
      state.accessGrants.patch(access_grant_id, { is_managed: false });
      for (const id of state.grantMethods.rightsOf(access_grant_id))
        state.accessMethods.patch(id, { is_managed: false });
    },
    expected: { open: [`Lock direct?: ${revokeDevice}`, `Lock access_grant: never unmanaged ${end}`] },
  },
  {
    title: 'an entrance that was granted to the ACS user',
    arrange: ({ seam, system }) => {
      const { entrance, user } = system();
      return seam.acs.entrances.grantAccess({ acs_entrance_id: entrance(), acs_user_id: user() });
    },
    expected: { open: [`Gate acs_user: ${revokeEntrances}`] },
  },
  {
    title: 'an entrance by an access group',
    arrange: async ({ seam, add, system, state }) => {
      const { entrance, user, acs_system_id } = system();
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, entrance());
      await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id: user() });
    },
    expected: { open: [`Gate access_group: ${leaveGroup}`] },
  },
  {
    title: 'an access group that the ACS user is leaving',
    options: { assumptions: { acs_sync_ms: 60_000 } },
    arrange: async ({ seam, add, system, state, clock }) => {
      const { entrance, user, acs_system_id } = system();
      const acs_user_id = user();
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, entrance());
      await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id });
      clock.advance(60_000);
      await seam.acs.users.removeFromAccessGroup({ acs_access_group_id, acs_user_id });
    },
    expected: { open: [`Gate access_group: ${leaveGroup} requested`] },
  },
  {
    title: 'an access group whose schedule has not begun',
    arrange: async ({ seam, add, system, state }) => {
      const { entrance, user, acs_system_id } = system();
      const access_schedule = { starts_at: later, ends_at: null };
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id, access_schedule });
      state.groupEntrances.add(acs_access_group_id, entrance());
      await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id: user() });
    },
    expected: { latent: [`unknown access_group (not_begun ${later}): ${leaveGroup}`] },
  },
  {
    title: 'a credential of the ACS user',
    arrange: ({ seam, system }) => {
      const { entrance, user } = system();
      return seam.acs.credentials.create({
        acs_user_id: user(),
        access_method: 'code',
        allowed_acs_entrance_ids: [entrance()],
      });
    },
    expected: { open: [`Gate credential: ${deleteCredential}`] },
  },
  {
    title: 'a credential that is being deleted in a disconnected access system',
    arrange: async ({ seam, system, provider }) => {
      const { entrance, user, acs_system_id } = system();
      const { acs_credential_id } = await seam.acs.credentials.create({
        acs_user_id: user(),
        access_method: 'code',
        allowed_acs_entrance_ids: [entrance()],
      });
      provider.disconnectAcsSystem(acs_system_id);
      await seam.acs.credentials.delete({ acs_credential_id });
    },
    expected: { open: [`Gate credential: ${deleteCredential} requested access_system_disconnected`] },
  },
  {
    title: 'a credential that begins later',
    arrange: ({ seam, system }) => {
      const { entrance, user } = system();
      return seam.acs.credentials.create({
        acs_user_id: user(),
        access_method: 'code',
        starts_at: later,
        ends_at: end,
        allowed_acs_entrance_ids: [entrance()],
      });
    },
    expected: { latent: [`Gate credential (not_begun ${later}): ${deleteCredential}`] },
  },
  {
    title: 'a card that is not encoded yet',
    arrange: ({ seam, system }) => {
      const { entrance, user } = system();
      return seam.acs.credentials.create({
        acs_user_id: user(),
        access_method: 'card',
        allowed_acs_entrance_ids: [entrance()],
      });
    },
    expected: { latent: [`Gate credential (not_issued): ${deleteCredential}`] },
  },
  ...(['visionline_system', 'salto_space_system', 'hotek_site'] as const).map((type): Situation => ({
    title: `an encoded card of ${type}, whose locks read what is on the card`,
    arrange: ({ add, system, state }) => {
      const { entrance, user } = system(type);
      const { acs_credential_id } = add.acsCredential({
        acs_user_id: user(),
        access_method: 'card',
        ends_at: end,
      });
      state.credentialEntrances.add(acs_credential_id, entrance());
      return undefined;
    },
    expected: { open: [`Gate credential: never encoded_card ${end} ${deleteCredential}`] },
  })),
  {
    title: 'an encoded card whose entrances were revoked: it may still open them',
    arrange: async ({ add, seam, system, state }) => {
      const { entrance, user } = system('visionline_system');
      const acs_user_id = user();
      const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card', ends_at: end });
      state.credentialEntrances.add(acs_credential_id, entrance());
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    },
    expected: {
      latent: [`unknown credential (inactive): never encoded_card ${end} ${deleteCredential}`],
    },
  },
  {
    title: 'an encoded card of an access grant, whose entrances were revoked',
    arrange: async ({ seam, system, grant, state }) => {
      await grant({ acs_entrance_ids: [system('visionline_system').entrance()] }, 'card', { ends_at: end });
      for (const { acs_credential_id, acs_user_id = '' } of state.acsCredentials.list()) {
        state.acsCredentials.patch(acs_credential_id, { is_issued: true });
        await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      }
    },
    expected: { latent: [`Gate access_grant (inactive): never encoded_card ${end} ${deleteGrant}`] },
  },
  ...(['visionline_system', 'dormakaba_ambiance_site', 'dormakaba_community_site'] as const).map(
    (type): Situation => ({
      title: `an encoded card of an access grant in a ${type}, whose locks read what is on the card`,
      arrange: async ({ system, grant, state }) => {
        await grant({ acs_entrance_ids: [system(type).entrance()] }, 'card', { ends_at: end });
        for (const { acs_credential_id } of state.acsCredentials.list())
          state.acsCredentials.patch(acs_credential_id, { is_issued: true });
      },
      expected: { open: [`Gate access_grant: never encoded_card ${end} ${deleteGrant}`] },
    }),
  ),
  {
    title: 'a card of an access system with connected locks',
    arrange: ({ add, system, state }) => {
      const { entrance, user } = system('brivo_account');
      const { acs_credential_id } = add.acsCredential({ acs_user_id: user(), access_method: 'card' });
      state.credentialEntrances.add(acs_credential_id, entrance());
      return undefined;
    },
    expected: { open: [`Gate credential: ${deleteCredential}`] },
  },
  {
    title: 'a card that the card of the next guest has overridden',
    arrange: ({ add, system, state }) => {
      const { entrance, user } = system('visionline_system');
      const { acs_credential_id } = add.acsCredential({
        acs_user_id: user(),
        access_method: 'card',
        visionline_metadata: { is_valid: false },
      });
      state.credentialEntrances.add(acs_credential_id, entrance());
      return undefined;
    },
    expected: {},
  },
  {
    title: 'a credential of the user identity that no ACS user has',
    arrange: ({ add, system, state, user_identity_id }) => {
      const { entrance, acs_system_id } = system();
      const { acs_credential_id } = add.acsCredential({ acs_system_id, user_identity_id });
      state.credentialEntrances.add(acs_credential_id, entrance());
      return undefined;
    },
    expected: { open: [`Gate credential: ${deleteCredential}`] },
  },
  {
    title: 'an entrance by a mobile key of an access grant',
    arrange: ({ system, grant }) => grant({ acs_entrance_ids: [system().entrance()] }, 'mobile_key'),
    expected: { open: [`Gate access_grant: ${deleteGrant}`] },
  },
  {
    title: 'an access grant whose card is not encoded yet',
    arrange: ({ system, grant }) => grant({ acs_entrance_ids: [system().entrance()] }, 'card'),
    expected: { latent: [`Gate access_grant (not_issued): ${deleteGrant}`] },
  },
  {
    title: 'an access grant whose ACS user was unlinked',
    arrange: async ({ seam, system, grant, user_identity_id }) => {
      await grant({ acs_entrance_ids: [system().entrance()] }, 'mobile_key');
      const [user] = await seam.userIdentities.listAcsUsers({ user_identity_id });
      await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id: user!.acs_user_id });
    },
    expected: { open: [`Gate access_grant: ${deleteGrant}`] },
  },
  {
    title: 'a suspended ACS user with a credential, an access group and an entrance',
    arrange: async ({ seam, add, system, state }) => {
      const { entrance, user, acs_system_id } = system();
      const acs_user_id = user();
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, entrance('Group door'));
      await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id });
      await seam.acs.entrances.grantAccess({ acs_entrance_id: entrance(), acs_user_id });
      await seam.acs.users.suspend({ acs_user_id });
    },
    expected: {
      latent: [
        `Group door access_group (suspended): ${leaveGroup}`,
        `unknown acs_user (suspended): ${revokeEntrances}`,
      ],
    },
  },
  {
    title: 'an ACS user that begins later, with an access group and an entrance',
    arrange: async ({ seam, add, system, state }) => {
      const { entrance, user, acs_system_id } = system();
      const acs_user_id = user({ access_schedule: { starts_at: later, ends_at: null } });
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, entrance('Group door'));
      await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id });
      await seam.acs.entrances.grantAccess({ acs_entrance_id: entrance(), acs_user_id });
    },
    expected: {
      latent: [
        `Group door access_group (not_begun ${later}): ${leaveGroup}`,
        `unknown acs_user (not_begun ${later}): ${revokeEntrances}`,
      ],
    },
  },
  {
    title: "an ACS user that was unlinked, which is nobody else's either",
    arrange: async ({ seam, system, user_identity_id }) => {
      const { entrance, user } = system();
      const acs_user_id = user();
      await seam.acs.entrances.grantAccess({ acs_entrance_id: entrance(), acs_user_id });
      await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    },
    expected: {},
  },
  {
    title: 'a backup code that was pulled for the code of an access grant',
    options: { assumptions: { deletion_ends_backup_code: false } },
    arrange: async ({ seam, lock, grant, state }) => {
      const { access_grant_id } = await grant({ device_ids: [lock()] }, 'code', { ends_at: end });
      const [code] = await seam.accessCodes.list({ access_grant_id });
      state.accessCodes.patch(code!.access_code_id, { is_backup_access_code_available: true });
      await seam.accessCodes.pullBackupAccessCode({ access_code_id: code!.access_code_id });
    },
    expected: {
      open: [
        `Lock direct?: ${revokeDevice}`,
        `Lock access_grant: ${deleteGrant}`,
        'Lock access_code: /access_codes/delete',
      ],
    },
  },
];

describe('readAccess', () => {
  it.each(situations)('explains $title', async ({ options, arrange, expected }) => {
    const scene = setUp(options);
    await arrange(scene);
    scene.clock.settle();
    expect(await scene.read()).toEqual({ open: [], latent: [], codes: [], ...expected });
  });
});
