import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addCode = ({ add }: FakeSeam, is_managed = true) => {
  const { device_id } = add.device();
  return add.accessCode({ device_id, is_managed, code: '4711', name: 'Cleaner' });
};

const addUnmanagedCode = (fake: FakeSeam) => addCode(fake, false);

export const accessCodeSteps: StepsUnder<'/access_codes/'> = {
  '/access_codes/create': ({ add }) => ({ device_id: add.device().device_id, name: 'Guest', code: '1234' }),
  '/access_codes/create_multiple': ({ add }) => ({
    device_ids: [add.device().device_id, add.device().device_id],
    name: 'Guest',
  }),
  '/access_codes/delete': (fake) => ({ access_code_id: addCode(fake).access_code_id }),
  '/access_codes/generate_code': ({ add }) => ({ device_id: add.device().device_id }),
  '/access_codes/get': (fake) => ({ device_id: addCode(fake).device_id, code: '4711' }),
  '/access_codes/list': (fake) => ({ device_id: addCode(fake).device_id }),
  '/access_codes/pull_backup_access_code': async ({ add, seam }) => {
    const { device_id } = add.device();
    await seam.devices.update({ device_id, backup_access_code_pool_enabled: true });
    const { access_code_id } = await seam.accessCodes.create({
      device_id,
      use_backup_access_code_pool: true,
      starts_at: '2026-01-01T00:00:00.000Z',
      ends_at: '2026-01-08T00:00:00.000Z',
    });
    return { access_code_id };
  },
  '/access_codes/report_device_constraints': ({ add }) => ({
    device_id: add.device().device_id,
    min_code_length: 4,
    max_code_length: 6,
  }),
  '/access_codes/simulate/create_unmanaged_access_code': ({ add }) => ({
    device_id: add.device().device_id,
    code: '9876',
    name: 'Set at the lock',
  }),
  '/access_codes/unmanaged/convert_to_managed': (fake) => ({
    access_code_id: addUnmanagedCode(fake).access_code_id,
  }),
  '/access_codes/unmanaged/delete': (fake) => ({ access_code_id: addUnmanagedCode(fake).access_code_id }),
  '/access_codes/unmanaged/get': (fake) => ({ access_code_id: addUnmanagedCode(fake).access_code_id }),
  '/access_codes/unmanaged/list': (fake) => ({ device_id: addUnmanagedCode(fake).device_id }),
  '/access_codes/unmanaged/update': (fake) => ({
    access_code_id: addUnmanagedCode(fake).access_code_id,
    is_managed: true,
  }),
  '/access_codes/update': (fake) => ({ access_code_id: addCode(fake).access_code_id, name: 'Gardener' }),
  '/access_codes/update_multiple': async ({ add, seam }) => {
    const device_ids = [add.device().device_id, add.device().device_id];
    const [code] = await seam.accessCodes.createMultiple({ device_ids, name: 'Guest' });
    return { common_code_key: code?.common_code_key ?? '', name: 'Visitor' };
  },
};
