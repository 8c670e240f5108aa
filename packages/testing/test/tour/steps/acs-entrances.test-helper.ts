import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

export const acsEntranceSteps: StepsUnder<'/acs/entrances/'> = {
  '/acs/entrances/get': (fake) => ({ acs_entrance_id: addOffice(fake).acs_entrance_id }),
  '/acs/entrances/grant_access': (fake) => {
    const { acs_system_id, user_identity_id } = addOffice(fake);
    return { acs_entrance_id: fake.add.acsEntrance({ acs_system_id }).acs_entrance_id, user_identity_id };
  },
  '/acs/entrances/list': (fake) => ({ acs_system_id: addOffice(fake).acs_system_id }),
  '/acs/entrances/list_credentials_with_access': (fake) => {
    const { acs_entrance_id, acs_user_id } = addOffice(fake);
    const { acs_credential_id } = fake.add.acsCredential({ acs_user_id });
    fake.state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    return { acs_entrance_id };
  },
  '/acs/entrances/unlock': (fake) => {
    const { acs_entrance_id, acs_user_id } = addOffice(fake);
    const { acs_credential_id } = fake.add.acsCredential({ acs_user_id, access_method: 'cloud_key' });
    fake.state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    return { acs_entrance_id, acs_credential_id };
  },
};
