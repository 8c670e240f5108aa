import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addCredential = (fake: FakeSeam) => {
  const { acs_user_id, acs_entrance_id } = addOffice(fake);
  const { acs_credential_id } = fake.add.acsCredential({ acs_user_id, access_method: 'code', code: '4711' });
  fake.state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
  return { acs_credential_id, acs_user_id };
};

const addedCredential = (fake: FakeSeam) => ({ acs_credential_id: addCredential(fake).acs_credential_id });

export const acsCredentialSteps: StepsUnder<'/acs/credentials/'> = {
  '/acs/credentials/assign': async (fake) => {
    const { acs_credential_id, acs_user_id } = addCredential(fake);
    await fake.seam.acs.credentials.unassign({ acs_credential_id, acs_user_id });
    return { acs_credential_id, acs_user_id };
  },
  '/acs/credentials/create': (fake) => {
    const { acs_user_id, acs_entrance_id } = addOffice(fake);
    return {
      acs_user_id,
      access_method: 'code',
      code: '1234',
      allowed_acs_entrance_ids: [acs_entrance_id],
      ends_at: '2026-02-01T00:00:00.000Z',
    };
  },
  '/acs/credentials/delete': addedCredential,
  '/acs/credentials/get': addedCredential,
  '/acs/credentials/list': (fake) => ({ acs_user_id: addCredential(fake).acs_user_id }),
  '/acs/credentials/list_accessible_entrances': addedCredential,
  '/acs/credentials/unassign': addCredential,
  '/acs/credentials/update': (fake) => ({ ...addedCredential(fake), code: '5678' }),
};
