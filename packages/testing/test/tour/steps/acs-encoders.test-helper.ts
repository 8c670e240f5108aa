import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addEncoder = (fake: FakeSeam) => ({ acs_encoder_id: addOffice(fake).acs_encoder_id });

export const acsEncoderSteps: StepsUnder<'/acs/encoders/'> = {
  '/acs/encoders/encode_credential': (fake) => {
    const { acs_encoder_id, acs_user_id } = addOffice(fake);
    const { acs_credential_id } = fake.add.acsCredential({ acs_user_id, access_method: 'card' });
    return { acs_encoder_id, acs_credential_id };
  },
  '/acs/encoders/get': addEncoder,
  '/acs/encoders/list': (fake) => ({ acs_system_id: addOffice(fake).acs_system_id }),
  '/acs/encoders/scan_credential': addEncoder,
  '/acs/encoders/scan_to_assign_credential': (fake) => {
    const { acs_encoder_id, user_identity_id } = addOffice(fake);
    return { acs_encoder_id, user_identity_id };
  },
  '/acs/encoders/simulate/next_credential_encode_will_fail': (fake) => ({
    ...addEncoder(fake),
    error_code: 'encoding_interrupted',
  }),
  '/acs/encoders/simulate/next_credential_encode_will_succeed': (fake) => ({
    ...addEncoder(fake),
    scenario: 'credential_is_issued',
  }),
  '/acs/encoders/simulate/next_credential_scan_will_fail': (fake) => ({
    ...addEncoder(fake),
    error_code: 'no_credential_on_encoder',
  }),
  '/acs/encoders/simulate/next_credential_scan_will_succeed': (fake) => ({
    ...addEncoder(fake),
    scenario: 'credential_does_not_exist_on_seam',
  }),
};
