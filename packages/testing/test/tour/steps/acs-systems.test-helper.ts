import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

export const acsSystemSteps: StepsUnder<'/acs/systems/'> = {
  '/acs/systems/get': (fake) => ({ acs_system_id: addOffice(fake).acs_system_id }),
  '/acs/systems/list': (fake) => ({ connected_account_id: addOffice(fake).connected_account_id }),
  '/acs/systems/list_compatible_credential_manager_acs_systems': (fake) => {
    fake.add.acsSystem({ is_credential_manager: true });
    return { acs_system_id: addOffice(fake).acs_system_id };
  },
  '/acs/systems/report_devices': ({ add }) => ({
    acs_system_id: add.acsSystem({ external_type: 'hotek_site', external_type_display_name: 'Hotek site' })
      .acs_system_id,
    acs_encoders: [{ hotek_metadata: { encoder_number: '1' } }],
    acs_entrances: [{ hotek_metadata: { room_number: '101' } }],
  }),
};
