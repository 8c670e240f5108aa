import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { accessCodeSteps } from '../tour/steps/access-codes.test-helper.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const createCode = async ({ add, seam }: FakeSeam) =>
  await seam.accessCodes.create({ device_id: add.device().device_id, name: 'Guest', code: '1234' });

const withCode =
  (then: (fake: FakeSeam, code: { access_code_id: string; device_id: string }) => unknown) =>
  async (fake: FakeSeam) => {
    const { access_code_id, device_id } = await createCode(fake);
    await then(fake, { access_code_id, device_id });
  };

const addUnmanagedCode = ({ add }: FakeSeam) => ({
  access_code_id: add.accessCode({ device_id: add.device().device_id, code: '1234', is_managed: false })
    .access_code_id,
});

const update = (changes: { name?: string; code?: string; ends_at?: string }): Situation => ({
  how: '`accessCodes.update`',
  happen: withCode(({ seam }, { access_code_id }) => seam.accessCodes.update({ access_code_id, ...changes })),
});

const deletion: Situation = {
  how: '`accessCodes.delete`',
  happen: withCode(({ seam }, { access_code_id }) => seam.accessCodes.delete({ access_code_id })),
};

export const accessCodeSituations: SituationsOf<'access_code'> = {
  'access_code.created': { how: '`accessCodes.create`', happen: createCode },
  'access_code.changed': update({ name: 'Visitor' }),
  'access_code.name_changed': update({ name: 'Visitor' }),
  'access_code.code_changed': update({ code: '5678' }),
  'access_code.time_frame_changed': update({ ends_at: '2026-02-01T00:00:00.000Z' }),
  'access_code.mutations_requested': update({ code: '5678' }),
  'access_code.scheduled_on_device': {
    how: '`accessCodes.create` with a later `starts_at`, on a lock with native scheduling',
    happen: ({ add, clock, seam }) =>
      seam.accessCodes.create({
        device_id: add.device().device_id,
        starts_at: clock.timestampIn(3_600_000),
        ends_at: clock.timestampIn(7_200_000),
      }),
  },
  'access_code.set_on_device': { how: '`accessCodes.create`', happen: createCode },
  'access_code.removed_from_device': deletion,
  'access_code.delay_in_setting_on_device': {
    how: '`accessCodes.create` while the device is disconnected',
    happen: async ({ add, seam }) => {
      const { device_id } = add.device();
      await seam.devices.simulate.disconnect({ device_id });
      await seam.accessCodes.create({ device_id });
    },
  },
  'access_code.failed_to_set_on_device': {
    how: "`provider.failNext('access_code.set')`",
    happen: async (fake) => {
      fake.provider.failNext('access_code.set');
      await createCode(fake);
    },
  },
  'access_code.deleted': deletion,
  'access_code.delay_in_removing_from_device': {
    how: '`accessCodes.delete` while the device is disconnected',
    happen: withCode(async ({ seam }, { access_code_id, device_id }) => {
      await seam.devices.simulate.disconnect({ device_id });
      await seam.accessCodes.delete({ access_code_id });
    }),
  },
  'access_code.failed_to_remove_from_device': {
    how: "`provider.failNext('access_code.remove')`",
    happen: withCode(async ({ provider, seam }, { access_code_id }) => {
      provider.failNext('access_code.remove');
      await seam.accessCodes.delete({ access_code_id });
    }),
  },
  'access_code.modified_external_to_seam': {
    how: '`provider.changeAccessCode`',
    happen: withCode(({ provider }, { access_code_id }) =>
      provider.changeAccessCode(access_code_id, { code: '5678' }),
    ),
  },
  'access_code.deleted_external_to_seam': {
    how: '`provider.removeAccessCode`',
    happen: withCode(({ provider }, { access_code_id }) => provider.removeAccessCode(access_code_id)),
  },
  'access_code.backup_access_code_pulled': {
    how: '`accessCodes.pullBackupAccessCode`',
    happen: async (fake) => {
      const step = accessCodeSteps['/access_codes/pull_backup_access_code'];
      if (typeof step === 'function') await fake.seam.accessCodes.pullBackupAccessCode(await step(fake));
    },
  },
  'access_code.unmanaged.converted_to_managed': {
    how: '`accessCodes.unmanaged.convertToManaged`',
    happen: (fake) => fake.seam.accessCodes.unmanaged.convertToManaged(addUnmanagedCode(fake)),
  },
  'access_code.unmanaged.failed_to_convert_to_managed': {
    how: "`provider.failNext('access_code.convert_to_managed')`",
    happen: async (fake) => {
      fake.provider.failNext('access_code.convert_to_managed');
      await fake.seam.accessCodes.unmanaged.convertToManaged(addUnmanagedCode(fake));
    },
  },
  'access_code.unmanaged.created': {
    how: '`accessCodes.simulate.createUnmanagedAccessCode`',
    happen: ({ add, seam }) =>
      seam.accessCodes.simulate.createUnmanagedAccessCode({
        device_id: add.device().device_id,
        code: '1234',
        name: 'Guest',
      }),
  },
  'access_code.unmanaged.removed': {
    how: '`accessCodes.unmanaged.delete`',
    happen: (fake) => fake.seam.accessCodes.unmanaged.delete(addUnmanagedCode(fake)),
  },
};
