import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import { requestAccess } from '../request-access.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const grant = async (fake: FakeSeam) => {
  const { access_grant_id } = await requestAccess(fake, 'mobile_key');
  return { access_grant_id };
};

const addUnmanaged = (fake: FakeSeam) => {
  const { user_identity_id, acs_entrance_id } = addOffice(fake);
  const { access_grant_id } = fake.add.accessGrant({
    user_identity_id,
    acs_entrance_ids: [acs_entrance_id],
    is_managed: false,
  });
  return { access_grant_id };
};

export const accessGrantSteps: StepsUnder<'/access_grants/'> = {
  '/access_grants/create': (fake) => ({
    user_identity: { full_name: 'Sam Okoro', email_address: 'sam.okoro@example.com' },
    acs_entrance_ids: [addOffice(fake).acs_entrance_id],
    device_ids: [fake.add.device().device_id],
    requested_access_methods: [{ mode: 'code' }, { mode: 'mobile_key' }, { mode: 'card' }],
    name: 'A stay',
    starts_at: '2026-01-01T00:00:00.000Z',
    ends_at: '2026-01-08T00:00:00.000Z',
  }),
  '/access_grants/delete': grant,
  '/access_grants/get': grant,
  '/access_grants/get_related': async (fake) => ({
    access_grant_ids: [(await grant(fake)).access_grant_id],
  }),
  '/access_grants/list': async (fake) => {
    const { acs_entrance_id } = await requestAccess(fake, 'card');
    return { acs_entrance_id };
  },
  '/access_grants/request_access_methods': async (fake) => ({
    ...(await grant(fake)),
    requested_access_methods: [{ mode: 'card' }],
  }),
  '/access_grants/unmanaged/get': addUnmanaged,
  '/access_grants/unmanaged/list': (fake) => {
    addUnmanaged(fake);
    return {};
  },
  '/access_grants/unmanaged/update': (fake) => ({
    ...addUnmanaged(fake),
    is_managed: true,
    access_grant_key: 'found-1',
  }),
  '/access_grants/update': async (fake) => ({
    ...(await grant(fake)),
    name: 'A longer stay',
    ends_at: '2026-02-01T00:00:00.000Z',
  }),
};
