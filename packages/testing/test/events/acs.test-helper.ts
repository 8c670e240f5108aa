import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { addOffice } from '../tour/add-office.test-helper.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const addSystem = ({ add }: FakeSeam) => ({ acs_system_id: add.acsSystem().acs_system_id });

const report = async ({ add, seam }: FakeSeam, is_removed = false) => {
  const { acs_system_id } = add.acsSystem({ external_type: 'hotek_site' });
  for (const is_gone of is_removed ? [false, true] : [false])
    await seam.acs.systems.reportDevices({
      acs_system_id,
      acs_encoders: [{ hotek_metadata: { encoder_number: '1' }, is_removed: is_gone }],
      acs_entrances: [{ hotek_metadata: { room_number: '101' }, is_removed: is_gone }],
    });
};

const reported: Situation = {
  how: '`acs.systems.reportDevices`, or `provider.addAcsEncoder` and `provider.addAcsEntrance`',
  happen: (fake) => report(fake),
};
const removed: Situation = {
  how: '`acs.systems.reportDevices`, or `provider.removeAcsEncoder` and `provider.removeAcsEntrance`',
  happen: (fake) => report(fake, true),
};

/** Encodes a card for the office's entrance, once or more often. */
const encode = async (
  fake: FakeSeam,
  {
    times = 1,
    acs_encoder_id,
    acs_user_id,
    acs_entrance_id,
  }: {
    readonly times?: number;
    readonly acs_encoder_id: string;
    readonly acs_user_id: string;
    readonly acs_entrance_id: string;
  },
) => {
  const { acs_credential_id } = fake.add.acsCredential({
    acs_user_id,
    access_method: 'card',
    is_issued: false,
    overrides_others: true,
  });
  fake.state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
  for (let count = 0; count < times; count += 1) {
    await fake.seam.acs.encoders.encodeCredential(
      { acs_encoder_id, acs_credential_id },
      { waitForActionAttempt: false },
    );
    fake.clock.settle();
  }
};

export const acsSituations: SituationsOf<
  'acs_system' | 'acs_credential' | 'acs_user' | 'acs_encoder' | 'acs_access_group' | 'acs_entrance'
> = {
  'acs_system.connected': {
    how: '`provider.reconnectAccount`',
    happen: (fake) => {
      const { connected_account_id } = fake.add.acsSystem();
      fake.provider.disconnectAccount(connected_account_id);
      fake.provider.reconnectAccount(connected_account_id);
    },
  },
  'acs_system.added': {
    how: '`completeConnectWebview` with the provider of an access system',
    happen: async (fake) => {
      const { connect_webview_id } = await fake.seam.connectWebviews.create();
      fake.completeConnectWebview(connect_webview_id, { provider: 'salto_ks' });
    },
  },
  'acs_system.disconnected': {
    how: '`provider.disconnectAccount`',
    happen: (fake) => fake.provider.disconnectAccount(fake.add.acsSystem().connected_account_id),
  },
  'acs_credential.deleted': {
    how: '`acs.credentials.delete`',
    happen: (fake) => {
      const { acs_user_id } = addOffice(fake);
      const { acs_credential_id } = fake.add.acsCredential({ acs_user_id });
      return fake.seam.acs.credentials.delete({ acs_credential_id });
    },
  },
  'acs_credential.issued': {
    how: '`acs.encoders.encodeCredential`',
    happen: (fake) => encode(fake, addOffice(fake)),
  },
  'acs_credential.reissued': {
    how: '`acs.encoders.encodeCredential`, again',
    happen: (fake) => encode(fake, { ...addOffice(fake), times: 2 }),
  },
  'acs_credential.invalidated': {
    how: '`acs.encoders.encodeCredential` with a card that overrides others',
    happen: async (fake) => {
      const office = addOffice(fake);
      await encode(fake, office);
      await encode(fake, office);
    },
  },
  'acs_user.created': {
    how: '`acs.users.create`',
    happen: (fake) => fake.seam.acs.users.create({ ...addSystem(fake), full_name: 'Ada' }),
  },
  'acs_user.deleted': {
    how: '`acs.users.delete`',
    happen: (fake) => fake.seam.acs.users.delete({ acs_user_id: addOffice(fake).acs_user_id }),
  },
  'acs_encoder.added': reported,
  'acs_encoder.removed': removed,
  'acs_access_group.deleted': {
    how: '`acs.accessGroups.delete`',
    happen: (fake) => {
      const { acs_access_group_id } = addOffice(fake);
      return fake.seam.acs.accessGroups.delete({ acs_access_group_id });
    },
  },
  'acs_entrance.added': reported,
  'acs_entrance.removed': removed,
};
